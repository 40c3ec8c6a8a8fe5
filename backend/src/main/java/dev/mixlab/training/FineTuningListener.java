package dev.mixlab.training;

/** Listener to the progress of a fine-tuning; all methods are called on the training thread. */
public interface FineTuningListener {

    /** A listener that ignores all events. */
    FineTuningListener NONE = new FineTuningListener() {};

    /** Called after each step. */
    default void step(StepMetrics metrics) {}

    /** Called after each epoch and its test. */
    default void epoch(EpochMetrics metrics) {}

    /** Called when the state from which a training is resumed is in the model and is not read any more. */
    default void restored() {}

    /** Returns whether to call {@link #checkpoint}. */
    default boolean wantsCheckpoints() {
        return false;
    }

    /**
     * Called after each epoch with the state from which training can be resumed with the same figures; its tensors must be read before
     * this returns.
     */
    default void checkpoint(TrainingState state) {}
}
