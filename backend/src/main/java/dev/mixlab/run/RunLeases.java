package dev.mixlab.run;

import dev.mixlab.run.id.RunId;

/** Sees to it that of several processes one only stores what a run yields: the one that took the run last. */
public interface RunLeases {

    /**
     * Takes a run for the current thread, whose transactions throw a {@link RunTakenOverException} from the moment when another
     * thread or process takes it.
     */
    Lease take(RunId run);

    /** The right of a thread to store what a run yields, given back when it is closed by that thread. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
