package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.family.WeightNames.AttentionNames;
import dev.mixlab.encoder.family.WeightNames.EmbeddingNames;
import dev.mixlab.encoder.family.WeightNames.FeedForwardNames;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.encoder.family.WeightNames.LayerNames;
import java.util.List;
import java.util.OptionalInt;

/**
 * ALBERT (Lan et al. 2020). All layers share one set of weights, and an affine map takes the embeddings to the hidden size even where
 * they have that size already.
 */
final class AlbertFamily implements EncoderFamily {

    private static final WeightNames WEIGHTS = new WeightNames(
            EmbeddingNames.ofBert("albert.embeddings.", "albert.encoder.embedding_hidden_mapping_in"),
            new LayerNames(
                    "albert.encoder.albert_layer_groups.0.albert_layers.0.",
                    new AttentionNames(
                            "attention.query",
                            "attention.key",
                            "attention.value",
                            "attention.dense",
                            "attention.LayerNorm"),
                    new FeedForwardNames("ffn", "ffn_output", "full_layer_layer_norm")),
            new HeadNames("predictions.dense", "predictions.LayerNorm", "predictions.bias", "predictions.decoder"));

    @Override
    public String id() {
        return "albert";
    }

    @Override
    public String architecture() {
        return "AlbertForMaskedLM";
    }

    @Override
    public WeightNames weights() {
        return WEIGHTS;
    }

    @Override
    public OptionalInt defaultEmbedding() {
        return OptionalInt.of(128);
    }

    @Override
    public boolean projectionAlways() {
        return true;
    }

    @Override
    public Activation defaultActivation() {
        return Activation.GELU_NEW;
    }

    @Override
    public double defaultDropout() {
        return 0;
    }

    @Override
    public boolean dropoutAfterFeedForward() {
        return false;
    }

    @Override
    public void requireSupported(JsonNode json) {
        for (String key : List.of("num_hidden_groups", "inner_group_num")) {
            JsonNode groups = json.path(key);
            if (!groups.isMissingNode() && !groups.isNull() && groups.asInt() != 1) {
                throw new InvalidInputException(
                        "config.json: %s is %s; only an ALBERT whose layers all share one set of weights is supported, with 1"
                                .formatted(key, groups));
            }
        }
    }
}
