package dev.mixlab.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.family.ConfigKey;
import dev.mixlab.encoder.family.EncoderFamily;
import dev.mixlab.encoder.family.WeightNames;
import dev.mixlab.encoder.family.WeightNames.AttentionNames;
import dev.mixlab.encoder.family.WeightNames.EmbeddingNames;
import dev.mixlab.encoder.family.WeightNames.FeedForwardNames;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.encoder.family.WeightNames.LayerNames;
import java.util.Map;
import java.util.OptionalInt;

/** Families that the program does not list, in order to test that a name map is all that a family needs. */
enum FurtherFamilies implements EncoderFamily {
    /** DistilBERT (Sanh et al. 2019): no segments, keys and names of its own. */
    DISTILBERT("distilbert") {
        @Override
        public WeightNames weights() {
            return new WeightNames(
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
        }

        @Override
        public Map<ConfigKey, String> keys() {
            return Map.of(
                    ConfigKey.LAYERS, "n_layers",
                    ConfigKey.HIDDEN, "dim",
                    ConfigKey.HEADS, "n_heads",
                    ConfigKey.INTERMEDIATE, "hidden_dim",
                    ConfigKey.ACTIVATION, "activation",
                    ConfigKey.HIDDEN_DROPOUT, "dropout",
                    ConfigKey.ATTENTION_DROPOUT, "attention_dropout");
        }
    },
    /** ALBERT (Lan et al. 2020): one set of weights for all layers, embeddings smaller than hidden states. */
    ALBERT("albert") {
        @Override
        public WeightNames weights() {
            return new WeightNames(
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
                    new HeadNames(
                            "predictions.dense", "predictions.LayerNorm", "predictions.bias", "predictions.decoder"));
        }

        @Override
        public OptionalInt defaultEmbedding() {
            return OptionalInt.of(128);
        }

        @Override
        public void requireSupported(JsonNode json) {
            if (json.path("num_hidden_groups").asInt(1) != 1) {
                throw new InvalidInputException("config.json: num_hidden_groups must be 1");
            }
        }
    },
    /** XLM-RoBERTa (Conneau et al. 2020): RoBERTa in everything but {@code model_type}, the prefix of its weights included. */
    XLM_ROBERTA("xlm-roberta") {
        @Override
        public WeightNames weights() {
            return WeightNames.ofBert(
                    "roberta.",
                    new HeadNames("lm_head.dense", "lm_head.layer_norm", "lm_head.bias", "lm_head.decoder"));
        }

        @Override
        public int defaultPadding() {
            return 1;
        }

        @Override
        public boolean positionsFollowPadding() {
            return true;
        }

        @Override
        public Activation headActivation() {
            return Activation.GELU;
        }
    };

    private final String id;

    FurtherFamilies(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
