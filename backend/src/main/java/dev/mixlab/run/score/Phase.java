package dev.mixlab.run.score;

/** The phase in which a model is measured: before or after fine-tuning. */
public enum Phase {
    BEFORE,
    AFTER
}
