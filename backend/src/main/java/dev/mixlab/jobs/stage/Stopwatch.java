package dev.mixlab.jobs.stage;

import java.time.Duration;

/** A stopwatch that is independent of changes of the system clock. */
public final class Stopwatch {

    private long start = System.nanoTime();

    void restart() {
        start = System.nanoTime();
    }

    /** Returns the seconds since it was started. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Returns whether an interval has passed, and starts the next one if so. */
    public boolean reached(Duration interval) {
        boolean reached = System.nanoTime() - start >= interval.toNanos();
        if (reached) {
            restart();
        }
        return reached;
    }
}
