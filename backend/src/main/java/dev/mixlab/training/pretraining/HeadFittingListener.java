package dev.mixlab.training.pretraining;

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
}
