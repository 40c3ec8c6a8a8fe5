package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.family.EncoderConfig.Architecture;
import dev.mixlab.encoder.family.EncoderConfig.Dropout;
import dev.mixlab.encoder.family.EncoderConfig.EmbeddingSizes;
import dev.mixlab.encoder.family.EncoderConfig.Head;

/** Reads a config.json by the keys of a family. A missing key that has no default is refused by name. */
final class ConfigReader {

    private final EncoderFamily family;
    private final JsonNode json;

    ConfigReader(EncoderFamily family, JsonNode json) {
        this.family = family;
        this.json = json;
    }

    EncoderConfig read() {
        SupportedConfig.require(json);
        family.requireSupported(json);
        return new EncoderConfig(
                family,
                new Architecture(
                        whole(ConfigKey.LAYERS),
                        whole(ConfigKey.HIDDEN),
                        whole(ConfigKey.HEADS),
                        whole(ConfigKey.INTERMEDIATE),
                        layerNormEps(),
                        activation()),
                embeddings(),
                new Head(headActivation(), json.path(family.key(ConfigKey.TIED)).asBoolean(true)),
                new Dropout(
                        number(ConfigKey.HIDDEN_DROPOUT, family.defaultDropout()),
                        number(ConfigKey.ATTENTION_DROPOUT, family.defaultDropout())),
                number(ConfigKey.INITIALIZER_RANGE, 0.02));
    }

    private EmbeddingSizes embeddings() {
        boolean segments = family.weights().embeddings().segments() != null;
        int padding = whole(ConfigKey.PADDING, family.defaultPadding());
        return new EmbeddingSizes(
                whole(ConfigKey.VOCABULARY),
                whole(ConfigKey.POSITIONS),
                segments ? whole(ConfigKey.SEGMENTS, 2) : 0,
                family.defaultEmbedding().isPresent()
                        ? whole(ConfigKey.EMBEDDING, family.defaultEmbedding().getAsInt())
                        : whole(ConfigKey.HIDDEN),
                padding,
                family.positionsFollowPadding() ? padding + 1 : 0);
    }

    private double layerNormEps() {
        return family.fixedLayerNormEps().isPresent()
                ? family.fixedLayerNormEps().getAsDouble()
                : number(ConfigKey.LAYER_NORM_EPS, 1e-12);
    }

    private Activation headActivation() {
        Activation own = family.headActivation();
        return own == null ? activation() : own;
    }

    private Activation activation() {
        String key = family.key(ConfigKey.ACTIVATION);
        JsonNode name = json.path(key);
        if (!name.isMissingNode() && !name.isTextual()) {
            throw new InvalidInputException(
                    "config.json: %s is %s, not the name of a function such as \"gelu\"".formatted(key, name));
        }
        return name.isMissingNode() ? family.defaultActivation() : Activation.of(key, name.asText());
    }

    private int whole(ConfigKey setting) {
        String key = family.key(setting);
        JsonNode node = json.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new InvalidInputException("config.json: %s is %s, not a whole number"
                    .formatted(key, node.isMissingNode() ? "missing" : node));
        }
        return node.intValue();
    }

    private int whole(ConfigKey setting, int otherwise) {
        return json.hasNonNull(family.key(setting)) ? whole(setting) : otherwise;
    }

    private double number(ConfigKey setting, double otherwise) {
        String key = family.key(setting);
        if (json.hasNonNull(key) && !json.path(key).isNumber()) {
            throw new InvalidInputException("config.json: %s is %s, not a number".formatted(key, json.path(key)));
        }
        return json.path(key).asDouble(otherwise);
    }
}
