package dev.mixlab.text;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tokenizer.json as the tokenizer library must get it: without BPE dropout (Provilkov et al. 2020), which leaves out merges by
 * chance and is meant for training, and without the roles of special tokens, a key that the library does not know.
 */
final class LibraryTokenizer {

    private LibraryTokenizer() {}

    /** Returns the bytes for the library; the very bytes of the file where nothing has to be changed. */
    static byte[] bytes(JsonNode tokenizer, byte[] file) {
        boolean dropout = tokenizer.path("model").hasNonNull("dropout");
        if (!dropout && !SpecialTokenTexts.isNoted(tokenizer)) {
            return file;
        }
        ObjectNode changed = tokenizer.deepCopy();
        SpecialTokenTexts.clear(changed);
        if (dropout) {
            ((ObjectNode) changed.path("model")).putNull("dropout");
        }
        try {
            return JSON.writeValueAsBytes(changed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }
}
