package dev.mixlab.encoder.family;

/** The settings that are read from Hugging Face's config.json. A family may keep one under a key of its own. */
public enum ConfigKey {
    LAYERS("num_hidden_layers"),
    HIDDEN("hidden_size"),
    HEADS("num_attention_heads"),
    INTERMEDIATE("intermediate_size"),
    VOCABULARY("vocab_size"),
    POSITIONS("max_position_embeddings"),
    SEGMENTS("type_vocab_size"),
    EMBEDDING("embedding_size"),
    LAYER_NORM_EPS("layer_norm_eps"),
    ACTIVATION("hidden_act"),
    HIDDEN_DROPOUT("hidden_dropout_prob"),
    ATTENTION_DROPOUT("attention_probs_dropout_prob"),
    PADDING("pad_token_id"),
    INITIALIZER_RANGE("initializer_range"),
    TIED("tie_word_embeddings");

    private final String usual;

    ConfigKey(String usual) {
        this.usual = usual;
    }

    /** Returns the key that most families use. */
    public String usual() {
        return usual;
    }
}
