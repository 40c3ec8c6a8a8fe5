package dev.mixlab.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What somebody who looks at a tokenizer wants to know first.
 *
 * @param mask id of the token for the word to be predicted
 * @param pad id of the token that fills short sentences of a batch
 * @param begin id of the token before every text
 * @param end id of the token after every text
 * @param unknown id of the token for what the vocabulary cannot write, or -1 where everything can be written
 * @param lowerCase whether texts are put into lower case
 * @param accentsRemoved whether accents are removed from letters
 */
public record TokenizerTraits(
        int mask, int pad, int begin, int end, int unknown, boolean lowerCase, boolean accentsRemoved) {

    /**
     * The traits of a tokenizer.json.
     *
     * @throws dev.mixlab.common.InvalidInputException if the bytes are no tokenizer.json with mask, padding, begin and end tokens
     */
    public static TokenizerTraits of(byte[] tokenizerJson) {
        JsonNode tokenizer = SpecialTokens.parse(tokenizerJson);
        SpecialTokens special = SpecialTokens.of(tokenizer);
        JsonNode normalizer = tokenizer.path("normalizer");
        return new TokenizerTraits(
                special.mask(),
                special.pad(),
                special.begin(),
                special.end(),
                special.unknown(),
                lowerCase(normalizer),
                accentsRemoved(normalizer));
    }

    private static boolean lowerCase(JsonNode normalizer) {
        return switch (normalizer.path("type").asText()) {
            case "BertNormalizer" -> normalizer.path("lowercase").asBoolean(true);
            case "Lowercase" -> true;
            default -> anyOf(normalizer, true);
        };
    }

    /** BERT's normalizer removes accents where it puts texts into lower case, unless it says otherwise. */
    private static boolean accentsRemoved(JsonNode normalizer) {
        return switch (normalizer.path("type").asText()) {
            case "BertNormalizer" -> normalizer.path("strip_accents").asBoolean(lowerCase(normalizer));
            case "StripAccents" -> true;
            default -> anyOf(normalizer, false);
        };
    }

    private static boolean anyOf(JsonNode sequence, boolean ofCase) {
        for (JsonNode part : sequence.path("normalizers")) {
            if (ofCase ? lowerCase(part) : accentsRemoved(part)) {
                return true;
            }
        }
        return false;
    }
}
