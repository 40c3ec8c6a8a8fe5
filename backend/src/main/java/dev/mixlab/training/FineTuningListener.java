package dev.mixlab.training;

/** Hears how a fine-tuning goes, on the thread that trains. */
public interface FineTuningListener {

    /** Hears nothing. */
    FineTuningListener NONE = new FineTuningListener() {};

    /** After each step. */
    default void step(StepMetrics metrics) {}

    /** After each epoch and its test. */
    default void epoch(EpochMetrics metrics) {}

    /** Whether {@link #checkpoint} is wanted; copying all weights and moments costs time and memory. */
    default boolean wantsCheckpoints() {
        return false;
    }

    /** After each epoch: all that is needed to go on from here with the same figures. */
    default void checkpoint(TrainingState state) {}
}
