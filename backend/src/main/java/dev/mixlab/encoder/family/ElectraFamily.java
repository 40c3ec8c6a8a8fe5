package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;

/** The generator of ELECTRA (Clark et al. 2020). Embeddings may be smaller than hidden states; the head works in their size. */
final class ElectraFamily implements EncoderFamily {

    private static final HeadNames HEAD = new HeadNames(
            "generator_predictions.dense",
            "generator_predictions.LayerNorm",
            "generator_lm_head.bias",
            "generator_lm_head");

    @Override
    public String id() {
        return "electra";
    }

    @Override
    public EncoderConfig config(JsonNode json) {
        ConfigReader reader = new ConfigReader(json);
        return reader.read(
                this,
                new ConfigReader.Differences(
                        reader.whole("embedding_size", 128), Activation.GELU, reader.whole("pad_token_id", 0), 0));
    }

    @Override
    public HeadNames head() {
        return HEAD;
    }
}
