package dev.mixlab.encoder.family;

/** XLM-RoBERTa (Conneau et al. 2020): RoBERTa in everything but {@code model_type}, the prefix of its weights included. */
final class XlmRobertaFamily extends RobertaFamily {

    @Override
    public String id() {
        return "xlm-roberta";
    }

    @Override
    public String architecture() {
        return "XLMRobertaForMaskedLM";
    }
}
