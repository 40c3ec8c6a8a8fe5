package dev.mixlab.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * BPE dropout (Provilkov et al. 2020): merges left out by chance, so that one text is cut differently every time. It is meant
 * for training; a tokenizer.json may still carry it.
 */
final class TrainingDropout {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainingDropout() {}

    /** The same tokenizer.json with dropout switched off; the very bytes where it has none. */
    static byte[] switchedOff(byte[] tokenizerJson) {
        try {
            JsonNode root = JSON.readTree(tokenizerJson);
            if (!root.path("model").hasNonNull("dropout")) {
                return tokenizerJson;
            }
            ((ObjectNode) root.path("model")).putNull("dropout");
            return JSON.writeValueAsBytes(root);
        } catch (IOException failure) {
            throw new UncheckedIOException("a tokenizer.json that has been read before cannot be read", failure);
        }
    }
}
