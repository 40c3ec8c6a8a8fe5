package dev.mixlab.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import java.util.HashMap;
import java.util.Map;

/** Checks that a tokenizer.json gives each token one id, whichever of its lists is read. */
final class AddedTokens {

    private AddedTokens() {}

    /** Refuses an added token whose id is not that of model.vocab, or belongs to another token. */
    static void requireOneIdEach(JsonNode tokenizer, Map<String, Integer> vocabulary) {
        Map<String, Integer> ids = new HashMap<>(vocabulary);
        Map<Integer, String> texts = new HashMap<>();
        vocabulary.forEach((text, id) -> texts.put(id, text));
        for (JsonNode added : tokenizer.path("added_tokens")) {
            String text = added.path("content").asText();
            int id = added.path("id").asInt(-1);
            int known = ids.getOrDefault(text, id);
            if (known != id) {
                throw refused("%s is %s in model.vocab and %s in added_tokens; one token must have one id"
                        .formatted(text, known, id));
            }
            String owner = texts.getOrDefault(id, text);
            if (!owner.equals(text)) {
                throw refused("id %s is %s in added_tokens and %s elsewhere; one id must mean one token"
                        .formatted(id, text, owner));
            }
            ids.put(text, id);
            texts.put(id, text);
        }
    }

    private static InvalidInputException refused(String rule) {
        return new InvalidInputException("tokenizer.json: " + rule);
    }
}
