package dev.mixlab.text;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.TokenizerVocabulary;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Map<String, Integer> vocabulary = TokenizerVocabulary.of(root);
        AddedTokens.requireOneIdEach(root, vocabulary);
        Map<String, Integer> ids = new HashMap<>(vocabulary);
        for (JsonNode added : root.path("added_tokens")) {
            ids.put(added.path("content").asText(), added.path("id").asInt(-1));
        }
        Integer unknown = find(ids, UNKNOWNS);
        String maskToken =
                MASKS.stream().filter(name -> ids.containsKey(name)).findFirst().orElse("");
        return new SpecialTokens(
                maskToken,
                require(ids, MASKS),
                require(ids, PADS),
                require(ids, BEGINS),
                require(ids, ENDS),
                unknown == null ? -1 : unknown);
    }

    private static int require(Map<String, Integer> ids, List<String> names) {
        Integer id = find(ids, names);
        if (id == null) {
            throw new InvalidInputException("tokenizer.json: must have a token " + String.join(" or ", names));
        }
        return id;
    }

    private static @Nullable Integer find(Map<String, Integer> ids, List<String> names) {
        return names.stream().map(ids::get).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
