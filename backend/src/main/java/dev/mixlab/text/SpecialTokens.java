package dev.mixlab.text;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the special tokens of a tokenizer.json.
 *
 * @param maskToken mask token as written in the vocabulary
 * @param mask id of the mask token, which replaces the word to be predicted
 * @param pad id of the padding token
 * @param begin id of the token before every text
 * @param end id of the token after every text
 * @param unknown id of the unknown token, or -1 if the vocabulary covers every text
 */
record SpecialTokens(String maskToken, int mask, int pad, int begin, int end, int unknown) {

    private static final List<String> MASKS = List.of("[MASK]", "<mask>");
    private static final List<String> PADS = List.of("[PAD]", "<pad>");
    private static final List<String> BEGINS = List.of("[CLS]", "<s>");
    private static final List<String> ENDS = List.of("[SEP]", "</s>");
    private static final List<String> UNKNOWNS = List.of("[UNK]", "<unk>");

    static SpecialTokens read(byte[] tokenizerJson) {
        JsonNode root;
        try {
            root = JSON.readTree(tokenizerJson);
        } catch (IOException e) {
            throw new InvalidInputException("tokenizer.json: not JSON: " + firstLine(e), e);
        }
        if (!root.path("model").path("vocab").isObject()) {
            throw new InvalidInputException("tokenizer.json: model.vocab must be an object from token to id");
        }
        AddedTokens.requireOneIdEach(root);
        Integer unknown = find(root, UNKNOWNS);
        String maskToken = MASKS.stream()
                .filter(name -> find(root, List.of(name)) != null)
                .findFirst()
                .orElse("");
        return new SpecialTokens(
                maskToken,
                require(root, MASKS),
                require(root, PADS),
                require(root, BEGINS),
                require(root, ENDS),
                unknown == null ? -1 : unknown);
    }

    private static int require(JsonNode root, List<String> names) {
        Integer id = find(root, names);
        if (id == null) {
            throw new InvalidInputException("tokenizer.json: must have a token " + String.join(" or ", names));
        }
        return id;
    }

    private static @Nullable Integer find(JsonNode root, List<String> names) {
        for (String name : names) {
            for (JsonNode added : root.path("added_tokens")) {
                if (name.equals(added.path("content").asText())
                        && added.path("id").isInt()) {
                    return added.path("id").intValue();
                }
            }
            JsonNode id = root.path("model").path("vocab").path(name);
            if (id.isInt()) {
                return id.intValue();
            }
        }
        return null;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
