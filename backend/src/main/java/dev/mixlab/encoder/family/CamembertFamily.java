package dev.mixlab.encoder.family;

/** CamemBERT (Martin et al. 2020): RoBERTa in everything but {@code model_type}, the prefix of its weights included. */
final class CamembertFamily extends RobertaFamily {

    @Override
    public String id() {
        return "camembert";
    }

    @Override
    public String architecture() {
        return "CamembertForMaskedLM";
    }
}
