package dev.mixlab.weights.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes the vocabulary of a tokenizer.json as the files of the older kinds of tokenizers. */
public final class SlowFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SlowFiles() {}

    /** Writes vocab.txt. */
    public static void wordPiece(byte[] tokenizerJson, Path folder) throws IOException {
        Map<Integer, String> pieces = new TreeMap<>();
        JSON.readTree(tokenizerJson)
                .path("model")
                .path("vocab")
                .properties()
                .forEach(entry -> pieces.put(entry.getValue().intValue(), entry.getKey()));
        Files.writeString(folder.resolve("vocab.txt"), String.join("\n", pieces.values()) + "\n");
    }

    /** Writes vocab.json and merges.txt. */
    public static void byteLevel(byte[] tokenizerJson, Path folder) throws IOException {
        JsonNode model = JSON.readTree(tokenizerJson).path("model");
        JSON.writeValue(folder.resolve("vocab.json").toFile(), model.path("vocab"));
        StringBuilder merges = new StringBuilder("#version: 0.2\n");
        for (JsonNode merge : model.path("merges")) {
            merges.append(
                            merge.isTextual()
                                    ? merge.textValue()
                                    : merge.path(0).asText() + " "
                                            + merge.path(1).asText())
                    .append('\n');
        }
        Files.writeString(folder.resolve("merges.txt"), merges);
    }
}
