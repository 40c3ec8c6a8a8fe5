package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;

/** RoBERTa (Liu et al. 2019). Positions are counted from the padding id on, over tokens that are not padding. */
final class RobertaFamily implements EncoderFamily {

    private static final HeadNames HEAD =
            new HeadNames("lm_head.dense", "lm_head.layer_norm", "lm_head.bias", "lm_head.decoder");

    @Override
    public String id() {
        return "roberta";
    }

    @Override
    public EncoderConfig config(JsonNode json) {
        ConfigReader reader = new ConfigReader(json);
        int pad = reader.whole("pad_token_id", 1);
        return reader.read(
                this, new ConfigReader.Differences(reader.whole("hidden_size"), Activation.GELU, pad, pad + 1));
    }

    @Override
    public HeadNames head() {
        return HEAD;
    }
}
