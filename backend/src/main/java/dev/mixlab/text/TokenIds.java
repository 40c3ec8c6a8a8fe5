package dev.mixlab.text;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.TokenizerVocabulary;
import java.io.IOException;

/** The token ids of a tokenizer.json. */
public final class TokenIds {

    private TokenIds() {}

    /** Returns the largest id in a tokenizer.json, or -1 if it has no token. */
    public static int largest(byte[] tokenizerJson) {
        JsonNode root;
        try {
            root = JSON.readTree(tokenizerJson);
        } catch (IOException broken) {
            throw new InvalidInputException("tokenizer.json: not JSON", broken);
        }
        int largest = -1;
        for (int id : TokenizerVocabulary.of(root).values()) {
            largest = Math.max(largest, id);
        }
        for (JsonNode added : root.path("added_tokens")) {
            largest = Math.max(largest, added.path("id").asInt(-1));
        }
        return largest;
    }
}
