package dev.mixlab.encoder.family;

import dev.mixlab.encoder.family.WeightNames.HeadNames;

/** RoBERTa (Liu et al. 2019). Positions are counted from the padding id on, over tokens that are not padding. */
class RobertaFamily implements EncoderFamily {

    private static final WeightNames WEIGHTS = WeightNames.ofBert(
            "roberta.", new HeadNames("lm_head.dense", "lm_head.layer_norm", "lm_head.bias", "lm_head.decoder"));

    @Override
    public String id() {
        return "roberta";
    }

    @Override
    public String architecture() {
        return "RobertaForMaskedLM";
    }

    @Override
    public WeightNames weights() {
        return WEIGHTS;
    }

    @Override
    public int defaultPadding() {
        return 1;
    }

    @Override
    public boolean positionsFollowPadding() {
        return true;
    }

    @Override
    public Activation headActivation() {
        return Activation.GELU;
    }
}
