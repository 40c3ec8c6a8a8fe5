package dev.mixlab.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of a tokenizer.json and their ids: those of its model and the added ones. */
final class TokenizerVocabulary {

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final List<String> special = new ArrayList<>();
    private int largest = -1;

    private TokenizerVocabulary() {}

    /**
     * Reads the tokens. The vocabulary of WordPiece and BPE is an object from token to id, that of Unigram a list of tokens with
     * their scores, whose places are the ids.
     *
     * @throws InvalidInputException if a token has two ids or an id two tokens, whichever of the file's lists is read, or if the
     *     tokenizer library would give an added token another id
     */
    static TokenizerVocabulary of(JsonNode tokenizer) {
        TokenizerVocabulary vocabulary = new TokenizerVocabulary();
        JsonNode entries = tokenizer.path("model").path("vocab");
        if (entries.isObject()) {
            for (Map.Entry<String, JsonNode> entry : entries.properties()) {
                vocabulary.addEntry(entry.getKey(), id(entry.getKey(), entry.getValue()));
            }
        } else if (entries.isArray()) {
            for (int id = 0; id < entries.size(); id++) {
                vocabulary.addEntry(piece(entries.get(id), id), id);
            }
        } else {
            throw refused("model.vocab must be an object from piece to id, or a list of pairs of piece and score");
        }
        vocabulary.addAll(tokenizer.path("added_tokens"), entries.size());
        return vocabulary;
    }

    private static int id(String piece, JsonNode id) {
        if (!id.isInt() || id.intValue() < 0) {
            throw refused("model.vocab: the id of %s must be a whole number of 0 or more, but is %s"
                    .formatted(quoted(piece), id));
        }
        return id.intValue();
    }

    private static String piece(JsonNode pair, int id) {
        boolean read = pair.isArray()
                && pair.size() == 2
                && pair.get(0).isTextual()
                && pair.get(1).isNumber();
        if (!read) {
            throw refused("model.vocab: entry %s must be a pair of piece and score".formatted(id));
        }
        return pair.get(0).textValue();
    }

    private void addEntry(String text, int id) {
        String other = texts.putIfAbsent(id, text);
        if (other != null) {
            throw refused("id %s is both %s and %s in model.vocab; one id must mean one token"
                    .formatted(id, quoted(other), quoted(text)));
        }
        ids.put(text, id);
        largest = Math.max(largest, id);
    }

    /** The library numbers tokens that the model lacks by itself, whatever the file says. */
    private void addAll(JsonNode addedTokens, int entries) {
        int last = -1;
        for (JsonNode added : addedTokens) {
            String text = added.path("content").asText();
            int id = added.path("id").asInt(-1);
            if (!text.equals(texts.get(id))) {
                requireFree(text, id);
                int next = Math.max(last + 1, entries);
                if (id != next) {
                    throw refused(
                            "%s is %s in added_tokens, but %s is the next free id, which the tokenizer library takes"
                                    .formatted(quoted(text), id, next));
                }
                addEntry(text, id);
            }
            ids.put(text, id);
            last = Math.max(last, id);
            if (added.path("special").asBoolean()) {
                special.add(text);
            }
        }
    }

    private void requireFree(String text, int id) {
        Integer known = ids.get(text);
        if (known != null) {
            throw refused("%s is %s in model.vocab and %s in added_tokens; one token must have one id"
                    .formatted(text, known, id));
        }
        String owner = texts.get(id);
        if (owner != null) {
            throw refused("id %s is %s in added_tokens and %s elsewhere; one id must mean one token"
                    .formatted(id, text, owner));
        }
    }

    /** Returns the id of a token, or null if there is no such token. */
    @Nullable Integer id(String text) {
        return ids.get(text);
    }

    /** Returns the token of an id, or null if there is no such id. */
    @Nullable String text(int id) {
        return texts.get(id);
    }

    boolean has(String text) {
        return ids.containsKey(text);
    }

    /** Returns the added tokens that are marked as special, in the order of the file. */
    List<String> special() {
        return special;
    }

    /** Returns the largest id, or -1 if there is no token. */
    int largest() {
        return largest;
    }

    private static String quoted(String text) {
        return "\"" + text.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    static InvalidInputException refused(String rule) {
        return new InvalidInputException("tokenizer.json: " + rule);
    }
}
