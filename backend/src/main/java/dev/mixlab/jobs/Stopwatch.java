package dev.mixlab.jobs;

import java.time.Duration;

/** Time that passes, whatever the calendar does. */
final class Stopwatch {

    private long start = System.nanoTime();

    void restart() {
        start = System.nanoTime();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Whether so much time has passed since it last had; if so, counts anew. */
    boolean reached(Duration interval) {
        boolean reached = System.nanoTime() - start >= interval.toNanos();
        if (reached) {
            restart();
        }
        return reached;
    }
}
