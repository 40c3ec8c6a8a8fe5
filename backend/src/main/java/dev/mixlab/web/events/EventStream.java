package dev.mixlab.web.events;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One client's stream of server-sent events. Until {@link #start} it buffers events; afterwards it writes them at once.
 * A client that does not read is disconnected; it reconnects by itself and then receives what it missed. A stream
 * must be used on one event loop only.
 */
final class EventStream {

    /** Bytes that may wait for a client before it counts as one that does not read: 256 KiB. */
    private static final int LONGEST_QUEUE = 1 << 18;

    /** Events that may wait for a stream to start; the client reads them as past ones after it has reconnected. */
    private static final int MOST_BUFFERED = 1000;

    /** Time after which a client reconnects. */
    private static final int RETRY_MILLIS = 2000;

    private final HttpServerResponse response;
    private final Predicate<EventMessage> filter;
    private final boolean endsWithRun;
    private final List<EventMessage> buffered = new ArrayList<>();
    private EventPosition position;
    private boolean started;
    private boolean closed;
    private Runnable onClose = () -> {};

    /**
     * Creates a stream for a response that has not begun.
     *
     * @param filter tells which events belong to the stream
     * @param endsWithRun whether the stream ends with the last event of a run
     * @param position the position that the client has reached
     */
    EventStream(
            HttpServerResponse response, Predicate<EventMessage> filter, boolean endsWithRun, EventPosition position) {
        this.response = response;
        this.filter = filter;
        this.endsWithRun = endsWithRun;
        this.position = position;
        response.exceptionHandler(failure -> closed());
        response.closeHandler(gone -> closed());
    }

    /** Sets an action that is run once, when the client disconnects or the stream ends. */
    void onClose(Runnable action) {
        onClose = action;
        if (closed) {
            action.run();
        }
    }

    /** Writes past events, then those that were buffered meanwhile. */
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
        response.write("retry: %s\n\n".formatted(RETRY_MILLIS));
        started = true;
        List<EventMessage> waiting = List.copyOf(buffered);
        buffered.clear();
        before.forEach(this::write);
        waiting.forEach(this::write);
    }

    /** Accepts an event, and ignores it if it does not belong to the stream. */
    void offer(EventMessage message) {
        if (closed || !filter.test(message)) {
            return;
        }
        if (started) {
            write(message);
        } else if (buffered.size() < MOST_BUFFERED) {
            buffered.add(message);
        } else {
            closed();
            response.reset();
        }
    }

    /** Writes a comment, which keeps the connection open and shows whether the client still reads. */
    void beat() {
        if (started && !closed) {
            response.write(": beat\n\n");
            disconnectIfSlow();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the stream; later events are ignored. */
    void end() {
        if (closed) {
            return;
        }
        closed();
        if (started) {
            response.end();
        }
    }

    /** Closes a stream that has not started, so that the request can be answered by a problem. */
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
            disconnectIfSlow();
        }
    }

    private void disconnectIfSlow() {
        if (response.writeQueueFull()) {
            closed();
            response.reset();
        }
    }

    private void closed() {
        if (!closed) {
            closed = true;
            buffered.clear();
            onClose.run();
        }
    }
}
