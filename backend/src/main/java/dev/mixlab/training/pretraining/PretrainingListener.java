package dev.mixlab.training.pretraining;

import dev.mixlab.training.TrainingState;

/** Listener to the progress of a pre-training; all methods are called on the training thread. */
public interface PretrainingListener {

    /**
     * Called after each step.
     *
     * @param step number of the step, from 1
     * @param loss mean cross-entropy of the masked tokens before the update, in nats
     * @param learningRate learning rate of the step
     */
    void step(int step, double loss, double learningRate);

    /** Returns whether to stop after this step; {@link #state} is then called as at the end. */
    boolean stopAfter(int step);

    /** Returns whether to call {@link #state} after this step; it is always called after the last step. */
    boolean wantsState(int step);

    /** Called with the state from which training can be resumed. */
    void state(TrainingState state);
}
