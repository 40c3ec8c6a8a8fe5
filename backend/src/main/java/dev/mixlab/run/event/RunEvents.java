package dev.mixlab.run.event;

import java.util.function.Consumer;

/** What happens to runs, as it happens. */
public interface RunEvents {

    /**
     * Calls the listener for every event from now on, on the thread that publishes: it must be quick, and must
     * not block.
     */
    Subscription subscribe(Consumer<RunEvent> listener);

    void publish(RunEvent event);

    /** Ends when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
