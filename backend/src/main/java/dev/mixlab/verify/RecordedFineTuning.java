package dev.mixlab.verify;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.training.WarmUpLinear;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A recorded fine-tuning as {@code finetuning.json} and {@code cases.json} of a reference folder describe it. */
final class RecordedFineTuning {

    static final String FILE = "finetuning.json";

    private static final Set<String> KNOWN =
            Set.of("cases", "learning_rate", "loss", "gradient_l2", "case", "logit_good", "logit_bad");

    private final Path folder;
    private final JsonNode json;
    private final Map<String, EncodedExample> cases = new HashMap<>();

    RecordedFineTuning(Path folder) {
        this.folder = folder;
        json = read(folder.resolve(FILE));
        for (JsonNode entry : read(folder.resolve("cases.json"))) {
            if (entry.path("kind").asText().equals("single")) {
                cases.put(entry.get("id").asText(), example(entry));
            }
        }
        requireKnownSettings();
    }

    private void requireKnownSettings() {
        JsonNode betas = json.path("betas");
        if (betas.path(0).asDouble(0.9) != 0.9 || betas.path(1).asDouble(0.999) != 0.999) {
            throw new InvalidInputException("%s: betas %s, only 0.9 and 0.999 are known".formatted(file(), betas));
        }
        if (json.hasNonNull("gradient_clipping") || json.path("dropout").asDouble(0) != 0) {
            throw new InvalidInputException("%s: gradient clipping or dropout cannot be replayed".formatted(file()));
        }
    }

    private Path file() {
        return folder.resolve(FILE);
    }

    double number(String key) {
        return number(json, key);
    }

    private double number(JsonNode entry, String key) {
        if (!entry.path(key).isNumber()) {
            throw new InvalidInputException("%s: %s is not a number".formatted(file(), key));
        }
        return entry.path(key).doubleValue();
    }

    /** Returns the names of recorded quantities that this program does not compare. */
    List<String> unknownFigures() {
        return Stream.concat(
                        entries("steps").flatMap(step -> step.propertyStream().map(Map.Entry::getKey)),
                        entries("after").flatMap(entry -> entry.propertyStream().map(Map.Entry::getKey)))
                .filter(key -> !KNOWN.contains(key))
                .distinct()
                .toList();
    }

    /** Returns the learning-rate schedule, whose warm-up need not be a whole number of steps. */
    WarmUpLinear schedule() {
        int total = (int) number("total_steps");
        return new WarmUpLinear(number("learning_rate"), number("warmup_steps") / total, total);
    }

    /** Returns the examples of each step's batch. */
    List<List<EncodedExample>> batches() {
        return entries("steps")
                .map(step -> StreamSupport.stream(step.path("cases").spliterator(), false)
                        .map(id -> example(id.asText()))
                        .toList())
                .toList();
    }

    /** Returns one recorded quantity for every step. */
    double[] perStep(String key) {
        return entries("steps").mapToDouble(step -> number(step, key)).toArray();
    }

    /** Returns the examples whose logits after the last step are recorded. */
    List<EncodedExample> after() {
        return entries("after")
                .map(entry -> example(entry.path("case").asText()))
                .toList();
    }

    /** Returns the logits that are recorded after the last step, good and bad in turn. */
    double[] logitsAfter() {
        return entries("after")
                .flatMapToDouble(entry -> DoubleStream.of(number(entry, "logit_good"), number(entry, "logit_bad")))
                .toArray();
    }

    private Stream<JsonNode> entries(String key) {
        return StreamSupport.stream(json.path(key).spliterator(), false);
    }

    private EncodedExample example(String id) {
        EncodedExample example = cases.get(id);
        if (example == null) {
            throw new InvalidInputException("%s: case %s is not in cases.json".formatted(file(), id));
        }
        return example;
    }

    private static EncodedExample example(JsonNode entry) {
        List<Integer> ids = new ArrayList<>();
        entry.get("input_ids").forEach(id -> ids.add(id.intValue()));
        return new EncodedExample(
                entry.get("id").asText(),
                ids.stream().mapToInt(Integer::intValue).toArray(),
                Collections.nCopies(ids.size(), ""),
                new int[ids.size()],
                entry.get("target_index").intValue(),
                new int[0],
                entry.get("good_token_id").intValue(),
                entry.get("bad_token_id").intValue());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException broken) {
            throw new InvalidInputException("%s: cannot be read: %s".formatted(file, broken.getMessage()), broken);
        }
    }
}
