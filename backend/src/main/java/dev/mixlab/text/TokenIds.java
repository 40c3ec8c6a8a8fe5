package dev.mixlab.text;

/** The token ids of a tokenizer.json. */
public final class TokenIds {

    private TokenIds() {}

    /** Returns the largest id in a tokenizer.json, or -1 if it has no token. */
    public static int largest(byte[] tokenizerJson) {
        return TokenizerVocabulary.of(SpecialTokens.parse(tokenizerJson)).largest();
    }
}
