package dev.mixlab.run.event;

import java.util.function.Consumer;

/** Publishes the events of runs to subscribers. */
public interface RunEvents extends AutoCloseable {

    /**
     * Calls the listener for every event from now on, on the thread that publishes: it must be quick, and must
     * not block.
     */
    Subscription subscribe(Consumer<RunEvent> listener);

    void publish(RunEvent event);

    /** Ends what passes events on to other processes, if anything does. */
    @Override
    default void close() {}

    /** A subscription, which ends when it is closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
