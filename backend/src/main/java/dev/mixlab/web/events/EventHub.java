package dev.mixlab.web.events;

import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.event.RunEvents;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Distributes the events of runs to the streams of all clients. It has one subscription for all of them, converts each
 * event to text once, and uses the streams on its own event loop only.
 */
final class EventHub implements AutoCloseable {

    private final Context loop;
    private final Vertx vertx;
    private final RunEvents.Subscription subscription;
    private final long heartbeat;
    private final AtomicInteger open;
    private final Set<EventStream> streams = new LinkedHashSet<>();

    /**
     * Creates a hub on the current event loop.
     *
     * @param heartbeatMillis time between two comments on every stream
     * @param open counts the streams that are open
     */
    EventHub(Vertx vertx, RunEvents events, long heartbeatMillis, AtomicInteger open) {
        this.vertx = vertx;
        this.open = open;
        this.loop = vertx.getOrCreateContext();
        this.subscription = events.subscribe(this::publish);
        this.heartbeat =
                vertx.setPeriodic(heartbeatMillis, now -> List.copyOf(streams).forEach(EventStream::beat));
    }

    /** Adds a stream; it is removed when it is closed. */
    void add(EventStream stream) {
        streams.add(stream);
        open.incrementAndGet();
        stream.onClose(() -> {
            streams.remove(stream);
            open.decrementAndGet();
        });
    }

    private void publish(RunEvent event) {
        EventMessage message = EventMessage.of(event);
        loop.runOnContext(now -> List.copyOf(streams).forEach(stream -> stream.offer(message)));
    }

    @Override
    public void close() {
        subscription.close();
        vertx.cancelTimer(heartbeat);
        List.copyOf(streams).forEach(EventStream::end);
    }
}
