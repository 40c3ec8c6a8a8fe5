package dev.mixlab.encoder.family;

import dev.mixlab.encoder.family.WeightNames.HeadNames;

/** BERT (Devlin et al. 2019). Its head uses the activation of the feed-forward blocks. */
final class BertFamily implements EncoderFamily {

    private static final WeightNames WEIGHTS = WeightNames.ofBert(
            "bert.",
            new HeadNames(
                    "cls.predictions.transform.dense",
                    "cls.predictions.transform.LayerNorm",
                    "cls.predictions.bias",
                    "cls.predictions.decoder"));

    @Override
    public String id() {
        return "bert";
    }

    @Override
    public String architecture() {
        return "BertForMaskedLM";
    }

    @Override
    public WeightNames weights() {
        return WEIGHTS;
    }
}
