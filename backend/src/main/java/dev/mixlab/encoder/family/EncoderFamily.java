package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A family of post-norm encoders. Families differ in the names of weights, the keys of config.json, and a few traits; everything else
 * is shared.
 * The methods with a default describe BERT.
 */
public interface EncoderFamily {

    /** Returns the family's name in this program, such as {@code bert}. */
    String id();

    /** Returns the name that Hugging Face's config.json has in {@code architectures} for a masked language model of the family. */
    String architecture();

    /** Returns the values of {@code model_type} in config.json that mean this family. */
    default List<String> modelTypes() {
        return List.of(id());
    }

    /** Returns the names of the weights in a checkpoint. */
    WeightNames weights();

    /** Returns the keys of config.json that differ from the usual ones. */
    default Map<ConfigKey, String> keys() {
        return Map.of();
    }

    /** Returns the key of config.json that holds a setting. */
    default String key(ConfigKey setting) {
        return keys().getOrDefault(setting, setting.usual());
    }

    /** Returns the padding id of a config.json that names none. */
    default int defaultPadding() {
        return 0;
    }

    /** Returns whether positions are counted over tokens that are not padding, from the padding id plus one on; otherwise from 0. */
    default boolean positionsFollowPadding() {
        return false;
    }

    /**
     * Returns the size of embeddings of a config.json that names none. Empty where embeddings always have the hidden size; the
     * setting is not read then.
     */
    default OptionalInt defaultEmbedding() {
        return OptionalInt.empty();
    }

    /** Returns whether a projection follows the embeddings even where they have the hidden size. */
    default boolean projectionAlways() {
        return false;
    }

    /** Returns the constant under the root of every layer norm where the family has no setting for it; otherwise empty. */
    default OptionalDouble fixedLayerNormEps() {
        return OptionalDouble.empty();
    }

    /** Returns the activation of the feed-forward blocks of a config.json that names none. */
    default Activation defaultActivation() {
        return Activation.GELU;
    }

    /** Returns both rates of dropout of a config.json that names none. */
    default double defaultDropout() {
        return 0.1;
    }

    /** Returns whether training applies dropout to the output of attention before the residual sum. */
    default boolean dropoutAfterAttention() {
        return true;
    }

    /** Returns whether training applies dropout to the output of the feed-forward block before the residual sum. */
    default boolean dropoutAfterFeedForward() {
        return true;
    }

    /** Returns the activation of the masked-LM head; null where it is that of the feed-forward blocks. */
    default @Nullable Activation headActivation() {
        return null;
    }

    /**
     * Refuses a config.json that asks for something that only this family knows and this program does not compute.
     *
     * @throws dev.mixlab.common.InvalidInputException naming the key and the rule it breaks
     */
    default void requireSupported(JsonNode json) {}

    /**
     * Reads the configuration in a config.json.
     *
     * @throws dev.mixlab.common.InvalidInputException naming the key and the rule it breaks
     */
    default EncoderConfig config(JsonNode json) {
        return new ConfigReader(this, json).read();
    }
}
