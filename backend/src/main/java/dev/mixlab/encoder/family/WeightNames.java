package dev.mixlab.encoder.family;

import org.jspecify.annotations.Nullable;

/**
 * The names of all weights of a family in a checkpoint. Names of affine maps and layer norms come without {@code .weight} and
 * {@code .bias}.
 *
 * @param embeddings names of the embeddings
 * @param layers names of the encoder's layers
 * @param head names of the masked-LM head
 */
public record WeightNames(EmbeddingNames embeddings, LayerNames layers, HeadNames head) {

    /** Returns what comes before the names of the encoder's tensors, such as {@code bert.}; models without a head leave it out. */
    public String prefix() {
        String words = embeddings.words();
        return words.substring(0, words.indexOf('.') + 1);
    }

    /** Returns the name without the prefix of the encoder's tensors; the name of a tensor of the head is returned as it is. */
    public String withoutPrefix(String name) {
        return name.startsWith(prefix()) ? name.substring(prefix().length()) : name;
    }

    /**
     * Names of the embeddings.
     *
     * @param words the table of words, a full name
     * @param positions the table of positions, a full name
     * @param segments the table of segments (token types), a full name; null where the family has none
     * @param norm the layer norm after the sum
     * @param projection the affine map to the hidden size where embeddings are smaller; null where they never are
     */
    public record EmbeddingNames(
            String words,
            String positions,
            @Nullable String segments,
            String norm,
            @Nullable String projection) {

        /** Returns the names that BERT and most families after it use behind a prefix such as {@code bert.embeddings.}. */
        public static EmbeddingNames ofBert(String prefix, @Nullable String projection) {
            return new EmbeddingNames(
                    prefix + "word_embeddings.weight",
                    prefix + "position_embeddings.weight",
                    prefix + "token_type_embeddings.weight",
                    prefix + "LayerNorm",
                    projection);
        }
    }

    /**
     * Names of the layers.
     *
     * @param path what comes before the names within a layer, with {@code %d} for its index; without it where all layers share
     *     one set of weights
     * @param attention names of the attention block
     * @param feedForward names of the feed-forward block
     */
    public record LayerNames(String path, AttentionNames attention, FeedForwardNames feedForward) {

        private static final String INDEX = "%d";

        /** Returns the names that BERT and most families after it use behind a path such as {@code bert.encoder.layer.%d.}. */
        public static LayerNames ofBert(String path) {
            return new LayerNames(
                    path,
                    new AttentionNames(
                            "attention.self.query",
                            "attention.self.key",
                            "attention.self.value",
                            "attention.output.dense",
                            "attention.output.LayerNorm"),
                    new FeedForwardNames("intermediate.dense", "output.dense", "output.LayerNorm"));
        }

        /** Returns whether all layers have the same weights. */
        public boolean shared() {
            return !path.contains(INDEX);
        }

        /** Returns what comes before the names within a layer. */
        public String prefix(int layer) {
            return path.replace(INDEX, Integer.toString(layer));
        }

        /**
         * Returns the text in a tensor's name where the index of a layer belongs; null where the tensor is not one of a layer's, or all
         * layers share theirs.
         */
        public @Nullable String indexIn(String tensor) {
            if (shared()) {
                return null;
            }
            String start = path.substring(0, path.indexOf(INDEX));
            return tensor.startsWith(start) ? tensor.substring(start.length()).split("\\.", 2)[0] : null;
        }
    }

    /**
     * Names within a layer of the attention block.
     *
     * @param query the affine map to queries
     * @param key the affine map to keys
     * @param value the affine map to values
     * @param output the affine map of the heads' results
     * @param norm the layer norm that ends the block
     */
    public record AttentionNames(String query, String key, String value, String output, String norm) {}

    /**
     * Names within a layer of the feed-forward block.
     *
     * @param inner the affine map to the inner units
     * @param outer the affine map back to the hidden size
     * @param norm the layer norm that ends the block
     */
    public record FeedForwardNames(String inner, String outer, String norm) {}

    /**
     * Names of the masked-LM head.
     *
     * @param dense the affine map before the activation
     * @param norm the layer norm after it
     * @param bias the bias of the output, one per token of the vocabulary, a full name
     * @param decoder the output matrix, which a file may repeat where it is tied to the word embeddings
     */
    public record HeadNames(String dense, String norm, String bias, String decoder) {

        /** Returns whether a tensor is a parameter of the head or a tied copy. */
        public boolean owns(String tensor) {
            return tensor.startsWith(dense + ".")
                    || tensor.startsWith(norm + ".")
                    || tensor.equals(bias)
                    || tensor.startsWith(decoder + ".");
        }
    }

    /** Returns the names that BERT and most families after it use behind a prefix such as {@code bert.}, with a head's own names. */
    public static WeightNames ofBert(String prefix, HeadNames head) {
        return new WeightNames(
                EmbeddingNames.ofBert(prefix + "embeddings.", null),
                LayerNames.ofBert(prefix + "encoder.layer.%d."),
                head);
    }
}
