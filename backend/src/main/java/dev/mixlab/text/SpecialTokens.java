package dev.mixlab.text;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import java.io.IOException;

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

    /** Parses a tokenizer.json. */
    static JsonNode parse(byte[] tokenizerJson) {
        try {
            return JSON.readTree(tokenizerJson);
        } catch (IOException e) {
            throw new InvalidInputException("tokenizer.json: not JSON: " + firstLine(e), e);
        }
    }

    /**
     * Finds the special tokens.
     *
     * @throws InvalidInputException if one is missing, or several tokens claim its role
     */
    static SpecialTokens of(JsonNode tokenizer) {
        TokenizerVocabulary vocabulary = TokenizerVocabulary.of(tokenizer);
        SpecialTokenTexts texts = new SpecialTokenTexts(tokenizer, vocabulary);
        String unknown = texts.of(TokenRole.UNKNOWN);
        return new SpecialTokens(
                texts.of(TokenRole.MASK),
                require(vocabulary, texts, TokenRole.MASK),
                require(vocabulary, texts, TokenRole.PAD),
                require(vocabulary, texts, TokenRole.BEGIN),
                require(vocabulary, texts, TokenRole.END),
                unknown.isEmpty() ? -1 : require(vocabulary, texts, TokenRole.UNKNOWN));
    }

    private static int require(TokenizerVocabulary vocabulary, SpecialTokenTexts texts, TokenRole role) {
        String text = texts.of(role);
        Integer id = vocabulary.id(text);
        if (id != null) {
            return id;
        }
        throw TokenizerVocabulary.refused(
                text.isEmpty()
                        ? "must have a token %s, or another that tokenizer_config.json names as %s"
                                .formatted(String.join(" or ", role.published()), role.key())
                        : "%s is %s, which is not in the vocabulary".formatted(role.key(), text));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
