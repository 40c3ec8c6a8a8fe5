package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;

/** Reads the keys of config.json that all families share. A missing key that has no default is refused by name. */
final class ConfigReader {

    private final JsonNode json;

    ConfigReader(JsonNode json) {
        this.json = json;
        String positions = json.path("position_embedding_type").asText("absolute");
        if (!positions.equals("absolute")) {
            throw new InvalidInputException(
                    "config.json: position_embedding_type %s is not supported, only absolute".formatted(positions));
        }
        if (json.path("is_decoder").asBoolean(false)) {
            throw new InvalidInputException("config.json: is_decoder is true; only encoders are supported");
        }
    }

    int whole(String key) {
        JsonNode node = json.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new InvalidInputException("config.json: %s is %s, not a whole number"
                    .formatted(key, node.isMissingNode() ? "missing" : node));
        }
        return node.intValue();
    }

    int whole(String key, int otherwise) {
        return present(key) ? whole(key) : otherwise;
    }

    double number(String key, double otherwise) {
        if (present(key) && !json.path(key).isNumber()) {
            throw new InvalidInputException("config.json: %s is %s, not a number".formatted(key, json.path(key)));
        }
        return json.path(key).asDouble(otherwise);
    }

    Activation activation() {
        return Activation.of(json.path("hidden_act").asText("gelu"));
    }

    boolean tied() {
        return json.path("tie_word_embeddings").asBoolean(true);
    }

    /** What differs between the families. */
    record Differences(int embedding, Activation headActivation, int padTokenId, int positionOffset) {}

    EncoderConfig read(EncoderFamily family, Differences differences) {
        return new EncoderConfig(
                family.id(),
                whole("num_hidden_layers"),
                whole("hidden_size"),
                whole("num_attention_heads"),
                whole("intermediate_size"),
                whole("vocab_size"),
                whole("max_position_embeddings"),
                whole("type_vocab_size", 2),
                differences.embedding(),
                number("layer_norm_eps", 1e-12),
                activation(),
                differences.headActivation(),
                number("hidden_dropout_prob", 0.1),
                number("attention_probs_dropout_prob", 0.1),
                differences.padTokenId(),
                differences.positionOffset(),
                number("initializer_range", 0.02),
                tied());
    }

    private boolean present(String key) {
        return json.hasNonNull(key);
    }
}
