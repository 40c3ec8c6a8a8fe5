package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;

/** What sets one family of encoders apart: names of weights and a few readings of config.json. All else is shared. */
public interface EncoderFamily {

    /** The family's name, which is also Hugging Face's {@code model_type} and the prefix of its encoder's weights. */
    String id();

    /**
     * The configuration in a config.json.
     *
     * @throws dev.mixlab.common.InvalidInputException naming the key and the rule it breaks
     */
    EncoderConfig config(JsonNode json);

    /** Names of the masked-LM head's weights. */
    HeadNames head();
}
