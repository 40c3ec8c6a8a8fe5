package dev.mixlab.run.score;

/** Whether a model is measured before or after its fine-tuning. */
public enum Phase {
    BEFORE,
    AFTER
}
