package dev.mixlab.run.event;

import java.util.function.Consumer;

/** Publishes the events of runs to subscribers. */
public interface RunEvents {

    /**
     * Calls the listener for every event from now on, on the thread that publishes: it must be quick, and must
     * not block.
     */
    Subscription subscribe(Consumer<RunEvent> listener);

    void publish(RunEvent event);

    /** A subscription, which ends when it is closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
