package dev.mixlab.encoder.engine;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Mutual exclusion of runs that train in one process. DJL has one gradient collector and one random state for all
 * threads: a second collector is refused, and dropout would be drawn from another run's seed.
 */
public final class TrainingTurn {

    private static final ReentrantLock TURN = new ReentrantLock(true);

    private TrainingTurn() {}

    /** Runs a forward and backward pass, with the seeding before it, while no other thread does; waiting threads are served in order. */
    public static void take(Runnable pass) {
        TURN.lock();
        try {
            pass.run();
        } finally {
            TURN.unlock();
        }
    }
}
