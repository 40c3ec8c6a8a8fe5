package dev.mixlab.jobs;

import java.time.Duration;

/** A stopwatch that is independent of changes of the system clock. */
final class Stopwatch {

    private long start = System.nanoTime();

    void restart() {
        start = System.nanoTime();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Returns whether an interval has passed, and starts the next one if so. */
    boolean reached(Duration interval) {
        boolean reached = System.nanoTime() - start >= interval.toNanos();
        if (reached) {
            restart();
        }
        return reached;
    }
}
