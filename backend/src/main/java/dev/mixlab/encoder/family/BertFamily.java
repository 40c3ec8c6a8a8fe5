package dev.mixlab.encoder.family;

import com.fasterxml.jackson.databind.JsonNode;

/** BERT (Devlin et al. 2019). Its head uses the activation of the feed-forward blocks. */
final class BertFamily implements EncoderFamily {

    private static final HeadNames HEAD = new HeadNames(
            "cls.predictions.transform.dense",
            "cls.predictions.transform.LayerNorm",
            "cls.predictions.bias",
            "cls.predictions.decoder");

    @Override
    public String id() {
        return "bert";
    }

    @Override
    public EncoderConfig config(JsonNode json) {
        ConfigReader reader = new ConfigReader(json);
        return reader.read(
                this,
                new ConfigReader.Differences(
                        reader.whole("hidden_size"), reader.activation(), reader.whole("pad_token_id", 0), 0));
    }

    @Override
    public HeadNames head() {
        return HEAD;
    }
}
