package dev.mixlab.training.pretraining;

import dev.mixlab.training.TrainingState;

/** Hears how a pre-training goes, on the thread that trains. */
public interface PretrainingListener {

    /**
     * After each step.
     *
     * @param step the step, from 1
     * @param loss mean cross-entropy of the masked tokens, nats, before the update
     * @param learningRate the rate in force at the step
     */
    void step(int step, double loss, double learningRate);

    /** Whether to stop after this step, with {@link #state} called as at the end. */
    boolean stopAfter(int step);

    /** Whether {@link #state} is wanted after this step; it always is after the last. */
    boolean wantsState(int step);

    /** All that is needed to go on from here. */
    void state(TrainingState state);
}
