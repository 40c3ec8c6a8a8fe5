package dev.mixlab.text.learn;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The parts of a Hugging Face tokenizer.json that are common to all tokenizers. */
final class TokenizerFile {

    private TokenizerFile() {}

    /**
     * Creates a file with its special tokens, numbered from 0.
     *
     * @param strippedLeft special token that includes the blank before it, or an empty text
     */
    static ObjectNode start(List<String> special, String strippedLeft) {
        ObjectNode file = JSON.createObjectNode();
        file.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = file.putArray("added_tokens");
        for (String token : special) {
            added.addObject()
                    .put("id", added.size() - 1)
                    .put("content", token)
                    .put("single_word", false)
                    .put("lstrip", token.equals(strippedLeft))
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        return file;
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object: " + json, e);
        }
    }

    /** Returns entries numbered by their position. */
    static ObjectNode vocabulary(List<String> entries) {
        ObjectNode vocabulary = JSON.createObjectNode();
        for (int id = 0; id < entries.size(); id++) {
            vocabulary.put(entries.get(id), id);
        }
        return vocabulary;
    }

    static byte[] bytes(ObjectNode file) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }
}
