package dev.mixlab.web.events;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One page's stream of server-sent events. Until {@link #start} it keeps back what comes; afterwards it writes at
 * once. A client that does not take what it is sent is cut off: it comes back by itself and gets what it missed.
 * To be used on one event loop.
 */
final class EventStream {

    /** Bytes that may wait for a client. */
    private static final int LONGEST_QUEUE = 1 << 18;

    private static final int RETRY_MILLIS = 2000;

    private final HttpServerResponse response;
    private final Predicate<EventMessage> wanted;
    private final boolean endsWithRun;
    private final List<EventMessage> keptBack = new ArrayList<>();
    private EventPosition position;
    private boolean started;
    private boolean closed;
    private Runnable onClose = () -> {};

    /**
     * A stream into a response of which nothing is written yet.
     *
     * @param wanted which events belong to it
     * @param endsWithRun whether it ends with the last event of a run
     * @param position what the client has already
     */
    EventStream(
            HttpServerResponse response, Predicate<EventMessage> wanted, boolean endsWithRun, EventPosition position) {
        this.response = response;
        this.wanted = wanted;
        this.endsWithRun = endsWithRun;
        this.position = position;
        response.exceptionHandler(failure -> closed());
        response.closeHandler(gone -> closed());
    }

    /** What to do once, when the client is gone or the stream has ended. */
    void onClose(Runnable action) {
        onClose = action;
        if (closed) {
            action.run();
        }
    }

    /** Writes what was before, then what came in between. */
    void start(List<EventMessage> before) {
        if (closed) {
            return;
        }
        response.setChunked(true)
                .setWriteQueueMaxSize(LONGEST_QUEUE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
        response.write("retry: %d\n\n".formatted(RETRY_MILLIS));
        started = true;
        List<EventMessage> waiting = List.copyOf(keptBack);
        keptBack.clear();
        before.forEach(this::write);
        waiting.forEach(this::write);
    }

    /** Takes an event; one that does not belong here is left out. */
    void offer(EventMessage message) {
        if (closed || !wanted.test(message)) {
            return;
        }
        if (started) {
            write(message);
        } else {
            keptBack.add(message);
        }
    }

    /** A sign of life, which also shows whether the client is there. */
    void beat() {
        if (started && !closed) {
            response.write(": beat\n\n");
            cutOffIfSlow();
        }
    }

    /** Ends the stream; nothing is sent afterwards. */
    void end() {
        if (closed) {
            return;
        }
        closed();
        if (started) {
            response.end();
        }
    }

    /** Gives up before anything was sent. */
    void abandon() {
        closed();
    }

    private void write(EventMessage message) {
        if (closed) {
            return;
        }
        position = position.after(message);
        response.write("event: %s\nid: %s\ndata: %s\n\n"
                .formatted(message.kind().name().toLowerCase(Locale.ROOT), position, message.data()));
        if (endsWithRun && message.last()) {
            end();
        } else {
            cutOffIfSlow();
        }
    }

    private void cutOffIfSlow() {
        if (response.writeQueueFull()) {
            closed();
            response.reset();
        }
    }

    private void closed() {
        if (!closed) {
            closed = true;
            keptBack.clear();
            onClose.run();
        }
    }
}
