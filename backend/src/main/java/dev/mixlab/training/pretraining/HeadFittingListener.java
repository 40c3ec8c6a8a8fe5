package dev.mixlab.training.pretraining;

import dev.mixlab.training.TrainingState;

/** Listener to the fitting of a head; all methods are called on the training thread. */
public interface HeadFittingListener {

    /** A listener that ignores all events. */
    HeadFittingListener NONE = new HeadFittingListener() {};

    /**
     * Called after each step.
     *
     * @param step number of the step, from 1
     * @param steps number of steps in all
     * @param loss mean cross-entropy of the masked tokens before the update, in nats
     */
    default void step(int step, int steps, double loss) {}

    /** Called with each point of the curve. */
    default void point(HeadFittingPoint point) {}

    /** Returns whether {@link #state} is to be called. */
    default boolean wantsStates() {
        return false;
    }

    /** Called after each point of the curve with the state from which the fitting can be resumed. */
    default void state(TrainingState state) {}
}
