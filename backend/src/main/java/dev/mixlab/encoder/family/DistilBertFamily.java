package dev.mixlab.encoder.family;

import dev.mixlab.encoder.family.WeightNames.AttentionNames;
import dev.mixlab.encoder.family.WeightNames.EmbeddingNames;
import dev.mixlab.encoder.family.WeightNames.FeedForwardNames;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.encoder.family.WeightNames.LayerNames;
import java.util.Map;
import java.util.OptionalDouble;

/** DistilBERT (Sanh et al. 2019). There are no segments, and the constant of the layer norms is no setting. */
final class DistilBertFamily implements EncoderFamily {

    private static final WeightNames WEIGHTS = new WeightNames(
            new EmbeddingNames(
                    "distilbert.embeddings.word_embeddings.weight",
                    "distilbert.embeddings.position_embeddings.weight",
                    null,
                    "distilbert.embeddings.LayerNorm",
                    null),
            new LayerNames(
                    "distilbert.transformer.layer.%d.",
                    new AttentionNames(
                            "attention.q_lin",
                            "attention.k_lin",
                            "attention.v_lin",
                            "attention.out_lin",
                            "sa_layer_norm"),
                    new FeedForwardNames("ffn.lin1", "ffn.lin2", "output_layer_norm")),
            new HeadNames("vocab_transform", "vocab_layer_norm", "vocab_projector.bias", "vocab_projector"));

    private static final Map<ConfigKey, String> KEYS = Map.of(
            ConfigKey.LAYERS, "n_layers",
            ConfigKey.HIDDEN, "dim",
            ConfigKey.HEADS, "n_heads",
            ConfigKey.INTERMEDIATE, "hidden_dim",
            ConfigKey.ACTIVATION, "activation",
            ConfigKey.HIDDEN_DROPOUT, "dropout",
            ConfigKey.ATTENTION_DROPOUT, "attention_dropout");

    @Override
    public String id() {
        return "distilbert";
    }

    @Override
    public String architecture() {
        return "DistilBertForMaskedLM";
    }

    @Override
    public WeightNames weights() {
        return WEIGHTS;
    }

    @Override
    public Map<ConfigKey, String> keys() {
        return KEYS;
    }

    @Override
    public OptionalDouble fixedLayerNormEps() {
        return OptionalDouble.of(1e-12);
    }

    @Override
    public boolean dropoutAfterAttention() {
        return false;
    }
}
