package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.family.WeightNames.EmbeddingNames;
import dev.mixlab.encoder.family.WeightNames.HeadNames;
import dev.mixlab.encoder.family.WeightNames.LayerNames;
import java.util.OptionalInt;

/** The generator of ELECTRA (Clark et al. 2020). Embeddings may be smaller than hidden states; the head works in their size. */
final class ElectraFamily implements EncoderFamily {

    private static final WeightNames WEIGHTS = new WeightNames(
            EmbeddingNames.ofBert("electra.embeddings.", "electra.embeddings_project"),
            LayerNames.ofBert("electra.encoder.layer.%d."),
            new HeadNames(
                    "generator_predictions.dense",
                    "generator_predictions.LayerNorm",
                    "generator_lm_head.bias",
                    "generator_lm_head"));

    @Override
    public String id() {
        return "electra";
    }

    @Override
    public String architecture() {
        return "ElectraForMaskedLM";
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
    public Activation headActivation() {
        return Activation.GELU;
    }

    @Override
    public void requireSupported(JsonNode json) {
        for (JsonNode architecture : json.path("architectures")) {
            if (architecture.asText().equals("ElectraForPreTraining")) {
                throw new InvalidInputException(
                        "config.json: architectures is ElectraForPreTraining, the discriminator of ELECTRA, which tells replaced "
                                + "words and predicts none; the generator of the same model is needed, such as "
                                + "google/electra-base-generator beside google/electra-base-discriminator");
            }
        }
    }
}
