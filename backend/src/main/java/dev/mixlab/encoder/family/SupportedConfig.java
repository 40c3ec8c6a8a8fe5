package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;

/** What a config.json may ask for in every family. The rest is refused with what can be done. */
final class SupportedConfig {

    private SupportedConfig() {}

    /**
     * Refuses a config.json that asks for something that this program does not compute.
     *
     * @throws InvalidInputException naming the key, its value, and the way out
     */
    static void require(JsonNode json) {
        String positions = json.path("position_embedding_type").asText("absolute");
        refuseIf(
                !positions.equals("absolute"),
                "position_embedding_type %s is not supported, only absolute; take a model that was trained with absolute positions",
                positions);
        refuseIf(
                json.path("is_decoder").asBoolean(false),
                "is_decoder is true, so words would attend to the words before them only; only encoders are supported, so take a "
                        + "model that was trained as a masked language model%s",
                "");
        refuseIf(
                json.path("is_encoder_decoder").asBoolean(false),
                "is_encoder_decoder is true; only encoders are supported, so take a masked language model of one stack%s",
                "");
        refuseIf(
                json.path("add_cross_attention").asBoolean(false),
                "add_cross_attention is true, so the layers take in a second text; only encoders of one text are supported, so "
                        + "save the model without it%s",
                "");
        refuseIf(
                !json.path("pruned_heads").isEmpty(),
                "pruned_heads is %s; models with pruned heads are not supported, since every layer must have all its heads: take "
                        + "the model before pruning",
                json.path("pruned_heads"));
        refuseIf(
                json.hasNonNull("quantization_config"),
                "quantization_config says that the weights are quantised (%s); take the model before quantisation, or save it "
                        + "again in float32 or float16",
                json.path("quantization_config").path("quant_method").asText("by an unnamed method"));
    }

    private static void refuseIf(boolean broken, String rule, Object value) {
        if (broken) {
            throw new InvalidInputException("config.json: " + rule.formatted(value));
        }
    }
}
