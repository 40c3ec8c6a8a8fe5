package dev.mixlab.mixing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.text.EncodedExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Scores a sentence of as many tokens as a model reads by one method after the other and prints a line for each: method, by
 * how many KiB the process was larger at its peak than before, and why the method refused, if it did.
 */
public final class ScoreLongSentence {

    static final int TOKENS = 512;
    private static final int SHORT = 40;
    private static final int VOCABULARY = 1000;

    private ScoreLongSentence() {}

    /** Arguments: memory budget in MiB, rows, methods. */
    public static void main(String[] arguments) throws IOException {
        MachineBudget budget = MachineBudget.of(Long.parseLong(arguments[0]) << 20);
        ScoreOptions options = ScoreOptions.standard().withBudget(budget).withRows(Rows.valueOf(arguments[1]));
        try (MaskedLanguageModel model = model()) {
            for (String method : Arrays.asList(arguments).subList(2, arguments.length)) {
                try (ScoreEngine engine = new ScoreEngine(model, ScoringMethods.of(List.of(method)), options)) {
                    score(engine, SHORT);
                    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
                    long before = kibibytes("VmRSS:");
                    String refusal = score(engine, TOKENS);
                    System.out.printf("%s %d %s%n", method, kibibytes("VmHWM:") - before, refusal);
                }
            }
        }
    }

    private static MaskedLanguageModel model() {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("model_type", "bert")
                .put("num_hidden_layers", 2)
                .put("hidden_size", 64)
                .put("num_attention_heads", 4)
                .put("intermediate_size", 256)
                .put("vocab_size", VOCABULARY)
                .put("max_position_embeddings", TOKENS);
        return MaskedLanguageModel.random(EncoderFamilies.of(json).config(json), 7, Precision.FLOAT32);
    }

    private static String score(ScoreEngine engine, int tokens) {
        int[] ids = new SplittableRandom(1).ints(tokens, 5, VOCABULARY).toArray();
        EncodedExample sentence = new EncodedExample(
                "long", ids, Collections.nCopies(tokens, "x"), new int[tokens], tokens / 2, new int[0], 5, 6);
        try {
            engine.score(List.of(sentence), scored -> {}, () -> false);
            return "";
        } catch (InvalidInputException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static long kibibytes(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
