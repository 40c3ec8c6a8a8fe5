package dev.mixlab.run.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events within one process. A listener that fails is logged and does not disturb the others. */
public final class LocalRunEvents implements RunEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRunEvents.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Subscription subscribe(Consumer<RunEvent> listener) {
        Listener entry = new Listener(listener);
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    @Override
    public void publish(RunEvent event) {
        for (Listener listener : listeners) {
            try {
                listener.consumer.accept(event);
            } catch (RuntimeException failure) {
                LOG.warn("a listener failed on an event of run {}", event.run(), failure);
            }
        }
    }

    /** One subscription; the same consumer may be subscribed twice. */
    private static final class Listener {
        private final Consumer<RunEvent> consumer;

        Listener(Consumer<RunEvent> consumer) {
            this.consumer = consumer;
        }
    }
}
