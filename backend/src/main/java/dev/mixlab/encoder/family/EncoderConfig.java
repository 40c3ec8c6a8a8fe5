package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.ModelSource;
import java.util.Map;

/**
 * The sizes and settings of an encoder, read from Hugging Face's config.json by its family.
 *
 * @param family id of the family
 * @param layers number of layers L
 * @param hidden hidden size H
 * @param heads number of attention heads, a divisor of the hidden size
 * @param intermediate size of the feed-forward blocks' inner layer F
 * @param vocabulary number of tokens V
 * @param maxPositions rows of the table of positions
 * @param typeVocabulary rows of the table of segment types
 * @param embedding size of the embeddings E; where it is not H, a projection follows the embeddings
 * @param layerNormEps the constant under the root of every layer norm
 * @param activation activation of the feed-forward blocks
 * @param headActivation activation of the masked-LM head
 * @param hiddenDropout dropout rate of embeddings and of the output of attention and feed-forward blocks
 * @param attentionDropout dropout rate of attention weights
 * @param padTokenId id of the padding token
 * @param positionOffset row of the table of positions that the first token takes
 * @param initializerRange standard deviation of fresh weights
 * @param tied whether the decoder of the masked-LM head is the table of word embeddings
 */
public record EncoderConfig(
        String family,
        int layers,
        int hidden,
        int heads,
        int intermediate,
        int vocabulary,
        int maxPositions,
        int typeVocabulary,
        int embedding,
        double layerNormEps,
        Activation activation,
        Activation headActivation,
        double hiddenDropout,
        double attentionDropout,
        int padTokenId,
        int positionOffset,
        double initializerRange,
        boolean tied) {

    public EncoderConfig {
        Map<String, Integer> sizes = Map.of(
                "num_hidden_layers", layers,
                "hidden_size", hidden,
                "num_attention_heads", heads,
                "intermediate_size", intermediate,
                "vocab_size", vocabulary,
                "type_vocab_size", typeVocabulary,
                "embedding_size", embedding);
        sizes.forEach((key, value) -> require(value > 0, key + " " + value + " is not positive"));
        require(hidden % heads == 0, "hidden_size " + hidden + " is no multiple of num_attention_heads " + heads);
        require(
                maxPositions > positionOffset,
                "max_position_embeddings " + maxPositions + " leaves no room after the first position, "
                        + positionOffset);
        require(
                padTokenId >= 0 && padTokenId < vocabulary,
                "pad_token_id " + padTokenId + " is outside the vocabulary of " + vocabulary);
        require(layerNormEps >= 0, "layer_norm_eps " + layerNormEps + " is negative");
        require(isRate(hiddenDropout), "hidden_dropout_prob " + hiddenDropout + " is not from 0 to below 1");
        require(
                isRate(attentionDropout),
                "attention_probs_dropout_prob " + attentionDropout + " is not from 0 to below 1");
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

    /** Size of one attention head. */
    public int headSize() {
        return hidden / heads;
    }

    /** The longest sequence, special tokens included, that has positions. */
    public int maxTokens() {
        return maxPositions - positionOffset;
    }

    /** The same model with other dropout rates; 0 makes training deterministic. */
    public EncoderConfig withDropout(double hiddenRate, double attentionRate) {
        return new EncoderConfig(
                family,
                layers,
                hidden,
                heads,
                intermediate,
                vocabulary,
                maxPositions,
                typeVocabulary,
                embedding,
                layerNormEps,
                activation,
                headActivation,
                hiddenRate,
                attentionRate,
                padTokenId,
                positionOffset,
                initializerRange,
                tied);
    }

    private static boolean isRate(double value) {
        return value >= 0 && value < 1;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new InvalidInputException("config.json: " + message);
        }
    }
}
