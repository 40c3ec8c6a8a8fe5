package dev.mixlab.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pieces of the model of a {@code tokenizer.json}. WordPiece, BPE and WordLevel list them as an object from piece
 * to id, Unigram (XLM-RoBERTa, CamemBERT, ALBERT) as a list of pairs of piece and score, whose place is the id.
 */
public final class TokenizerVocabulary {

    private TokenizerVocabulary() {}

    /**
     * Returns ids by piece, in the order of the file. Of a piece that is listed twice the last id counts.
     *
     * @throws InvalidInputException if {@code model.vocab} is neither of the two
     */
    public static Map<String, Integer> of(JsonNode tokenizer) {
        JsonNode vocab = tokenizer.path("model").path("vocab");
        Map<String, Integer> ids = new LinkedHashMap<>();
        if (vocab.isObject()) {
            vocab.properties().forEach(piece -> ids.put(piece.getKey(), id(piece.getKey(), piece.getValue())));
        } else if (vocab.isArray()) {
            for (int id = 0; id < vocab.size(); id++) {
                ids.put(piece(vocab.get(id), id), id);
            }
        } else {
            throw refused("model.vocab must be an object from piece to id, or a list of pairs of piece and score");
        }
        return ids;
    }

    private static int id(String piece, JsonNode id) {
        if (!id.isInt() || id.intValue() < 0) {
            throw refused("model.vocab: the id of %s must be a whole number of 0 or more, but is %s"
                    .formatted(TextNode.valueOf(piece), id));
        }
        return id.intValue();
    }

    private static String piece(JsonNode pair, int id) {
        if (!pair.isArray()
                || pair.size() != 2
                || !pair.get(0).isTextual()
                || !pair.get(1).isNumber()) {
            throw refused("model.vocab: entry %s must be a pair of piece and score".formatted(id));
        }
        return pair.get(0).textValue();
    }

    private static InvalidInputException refused(String rule) {
        return new InvalidInputException("tokenizer.json: " + rule);
    }
}
