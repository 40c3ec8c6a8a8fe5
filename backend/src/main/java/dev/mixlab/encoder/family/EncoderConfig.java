package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.ModelSource;

/**
 * The sizes and settings of an encoder, read from Hugging Face's config.json by its family.
 *
 * @param family the family, which names weights and keys
 * @param architecture settings that all layers have in common
 * @param embeddings sizes of the tables of embeddings
 * @param head the masked-LM head
 * @param dropout rates of dropout in training
 * @param initializerRange standard deviation of fresh weights
 */
public record EncoderConfig(
        EncoderFamily family,
        Architecture architecture,
        EmbeddingSizes embeddings,
        Head head,
        Dropout dropout,
        double initializerRange) {

    /**
     * The settings that all layers have in common.
     *
     * @param layers number of layers L
     * @param hidden hidden size H
     * @param heads number of attention heads, a divisor of the hidden size
     * @param intermediate size of the feed-forward blocks' inner layer F
     * @param layerNormEps the constant under the root of every layer norm
     * @param activation activation of the feed-forward blocks
     */
    public record Architecture(
            int layers, int hidden, int heads, int intermediate, double layerNormEps, Activation activation) {}

    /**
     * Sizes of the tables of embeddings.
     *
     * @param vocabulary number of tokens V
     * @param positions rows of the table of positions
     * @param segments rows of the table of segments (token types); 0 where the family has none
     * @param size size of the embeddings E; if it is not the hidden size, a projection follows the embeddings
     * @param padding id of the padding token
     * @param firstPosition row of the table of positions that the first token takes
     */
    public record EmbeddingSizes(
            int vocabulary, int positions, int segments, int size, int padding, int firstPosition) {}

    /**
     * The masked-LM head.
     *
     * @param activation its activation
     * @param tied whether its decoder is the table of word embeddings
     */
    public record Head(Activation activation, boolean tied) {}

    /**
     * Rates of dropout in training, each from 0 to below 1.
     *
     * @param hidden rate for embeddings and for the output of attention and feed-forward blocks
     * @param attention rate for attention weights
     */
    public record Dropout(double hidden, double attention) {}

    public EncoderConfig {
        Requirements require = new Requirements(family);
        require.positive(ConfigKey.LAYERS, architecture.layers());
        require.positive(ConfigKey.HIDDEN, architecture.hidden());
        require.positive(ConfigKey.HEADS, architecture.heads());
        require.positive(ConfigKey.INTERMEDIATE, architecture.intermediate());
        require.positive(ConfigKey.VOCABULARY, embeddings.vocabulary());
        require.positive(ConfigKey.EMBEDDING, embeddings.size());
        if (family.weights().embeddings().segments() != null) {
            require.positive(ConfigKey.SEGMENTS, embeddings.segments());
        }
        require.that(
                architecture.hidden() % architecture.heads() == 0,
                ConfigKey.HIDDEN,
                "%s is no multiple of %s %s"
                        .formatted(architecture.hidden(), family.key(ConfigKey.HEADS), architecture.heads()));
        require.that(
                embeddings.positions() > embeddings.firstPosition(),
                ConfigKey.POSITIONS,
                "%s leaves no room after the first position, %s"
                        .formatted(embeddings.positions(), embeddings.firstPosition()));
        require.that(
                embeddings.padding() >= 0 && embeddings.padding() < embeddings.vocabulary(),
                ConfigKey.PADDING,
                "%s is outside the vocabulary of %s".formatted(embeddings.padding(), embeddings.vocabulary()));
        require.that(
                architecture.layerNormEps() >= 0,
                ConfigKey.LAYER_NORM_EPS,
                architecture.layerNormEps() + " is negative");
        require.rate(ConfigKey.HIDDEN_DROPOUT, dropout.hidden());
        require.rate(ConfigKey.ATTENTION_DROPOUT, dropout.attention());
    }

    /** Checks values, and names in messages the key that the family's config.json has for a setting. */
    private record Requirements(EncoderFamily family) {

        void that(boolean holds, ConfigKey setting, String rule) {
            if (!holds) {
                throw new InvalidInputException("config.json: %s %s".formatted(family.key(setting), rule));
            }
        }

        void positive(ConfigKey setting, int value) {
            that(value > 0, setting, value + " is not positive");
        }

        void rate(ConfigKey setting, double value) {
            that(value >= 0 && value < 1, setting, value + " is not from 0 to below 1");
        }
    }

    /**
     * Reads the configuration of a stored model.
     *
     * @throws WeightFileException naming where the model comes from, the key and the rule it breaks
     */
    public static EncoderConfig of(ModelSource source) {
        JsonNode json = source.config();
        try {
            return EncoderFamilies.of(json).config(json);
        } catch (InvalidInputException refused) {
            throw new WeightFileException(source.origin() + ": " + refused.getMessage(), refused);
        }
    }

    /** Returns the number of layers L. */
    public int layers() {
        return architecture.layers();
    }

    /** Returns the hidden size H. */
    public int hidden() {
        return architecture.hidden();
    }

    /** Returns the number of attention heads. */
    public int heads() {
        return architecture.heads();
    }

    /** Returns the size of one attention head. */
    public int headSize() {
        return architecture.hidden() / architecture.heads();
    }

    /** Returns the size of the feed-forward blocks' inner layer F. */
    public int intermediate() {
        return architecture.intermediate();
    }

    /** Returns the activation of the feed-forward blocks. */
    public Activation activation() {
        return architecture.activation();
    }

    /** Returns the number of tokens of the vocabulary V. */
    public int vocabulary() {
        return embeddings.vocabulary();
    }

    /** Returns the id of the padding token. */
    public int padTokenId() {
        return embeddings.padding();
    }

    /** Returns the length of the longest sequence, special tokens included, that has positions. */
    public int maxTokens() {
        return embeddings.positions() - embeddings.firstPosition();
    }

    /** Returns the same model with a decoder that is tied to the word embeddings. */
    public EncoderConfig withTiedHead() {
        return new EncoderConfig(
                family, architecture, embeddings, new Head(head.activation(), true), dropout, initializerRange);
    }

    /** Returns the same model with other dropout rates; 0 makes training deterministic. */
    public EncoderConfig withDropout(double hidden, double attention) {
        return new EncoderConfig(
                family, architecture, embeddings, head, new Dropout(hidden, attention), initializerRange);
    }
}
