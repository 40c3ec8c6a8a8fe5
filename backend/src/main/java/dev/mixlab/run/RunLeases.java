package dev.mixlab.run;

import dev.mixlab.run.id.RunId;

/** Sees to it that of several processes one only stores what a run yields: the one that took the run last. */
public interface RunLeases {

    /**
     * Takes a run for the current thread, whose transactions throw a {@link RunTakenOverException} from the moment when another
     * thread or process takes it.
     *
     * @throws RunTakenOverException if the queue has given the run to another execution since this claim was made
     */
    Lease take(RunId run, Claim claim);

    /**
     * What the queue says of an execution that it has given to a process.
     *
     * @param process the process, by its name in the queue
     * @param version version of the queue's entry, which changes whenever the run is given to an execution
     */
    record Claim(String process, long version) {}

    /** The right of a thread to store what a run yields, given back when it is closed by that thread. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
