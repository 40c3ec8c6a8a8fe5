package dev.mixlab.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A recorded fine-tuning as {@code finetuning.json} and {@code cases.json} of a reference folder describe it. */
final class RecordedFineTuning {

    static final String FILE = "finetuning.json";

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
    }

    double number(String key) {
        if (!json.path(key).isNumber()) {
            throw new InvalidInputException("%s: %s is not a number".formatted(folder.resolve(FILE), key));
        }
        return json.get(key).doubleValue();
    }

    /** The schedule in force, whose warm-up need not be a whole number of steps. */
    WarmUpLinear schedule() {
        int total = (int) number("total_steps");
        return new WarmUpLinear(number("learning_rate"), number("warmup_steps") / total, total);
    }

    /** The examples of each step's batch. */
    List<List<EncodedExample>> batches() {
        return entries("steps")
                .map(step -> StreamSupport.stream(step.get("cases").spliterator(), false)
                        .map(id -> example(id.asText()))
                        .toList())
                .toList();
    }

    /** A figure of every step. */
    double[] perStep(String key) {
        return entries("steps").mapToDouble(step -> step.get(key).doubleValue()).toArray();
    }

    /** The examples whose logits after the last step are recorded. */
    List<EncodedExample> after() {
        return entries("after")
                .map(entry -> example(entry.get("case").asText()))
                .toList();
    }

    /** Those logits, good and bad in turn. */
    double[] logitsAfter() {
        return entries("after")
                .flatMapToDouble(entry -> DoubleStream.of(
                        entry.get("logit_good").doubleValue(),
                        entry.get("logit_bad").doubleValue()))
                .toArray();
    }

    private Stream<JsonNode> entries(String key) {
        return StreamSupport.stream(json.path(key).spliterator(), false);
    }

    private EncodedExample example(String id) {
        EncodedExample example = cases.get(id);
        if (example == null) {
            throw new InvalidInputException("%s: case %s is not in cases.json".formatted(folder.resolve(FILE), id));
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
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException broken) {
            throw new InvalidInputException("%s: cannot be read: %s".formatted(file, broken.getMessage()), broken);
        }
    }
}
