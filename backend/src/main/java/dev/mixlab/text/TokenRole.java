package dev.mixlab.text;

import java.util.List;

/** What a special token is for, named as in tokenizer_config.json. */
public enum TokenRole {
    /** Stands for the word to be predicted. */
    MASK("mask_token", "mask", "[MASK]", "<mask>"),
    /** Fills short sentences of a batch. */
    PAD("pad_token", "pad", "[PAD]", "<pad>"),
    /** Stands before every text. */
    BEGIN("cls_token", "", "[CLS]", "<s>"),
    /** Stands behind every text. */
    END("sep_token", "", "[SEP]", "</s>"),
    /** Stands for what the vocabulary cannot write. */
    UNKNOWN("unk_token", "", "[UNK]", "<unk>");

    private final String key;
    private final String word;
    private final String wordPiece;
    private final String byteLevel;

    TokenRole(String key, String word, String wordPiece, String byteLevel) {
        this.key = key;
        this.word = word;
        this.wordPiece = wordPiece;
        this.byteLevel = byteLevel;
    }

    /** Returns the key of the role in tokenizer_config.json and special_tokens_map.json. */
    public String key() {
        return key;
    }

    /** Returns the word by which a special token is known when its text is none of the published ones; may be empty. */
    String word() {
        return word;
    }

    /** Returns the text that plays the role in the vocabularies of BERT. */
    public String wordPiece() {
        return wordPiece;
    }

    /** Returns the text that plays the role in the vocabularies of RoBERTa. */
    public String byteLevel() {
        return byteLevel;
    }

    /** Returns the texts that play the role in the published vocabularies. */
    List<String> published() {
        return List.of(wordPiece, byteLevel);
    }
}
