package dev.mixlab.web.http.transfer;

import java.util.concurrent.TimeUnit;

/**
 * How fast a client reads, over the time that is spent waiting for it: what the server takes to make the bytes does not count. Times
 * are those of {@link System#nanoTime}. Safe for use by several threads.
 */
final class ReadingRate {

    /** Bytes that are accepted in this time make one rate. */
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);

    /** A rate over less time would say more about buffers than about the client. */
    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(2);

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NOT_WAITING = Long.MIN_VALUE;

    private long begun = NOT_WAITING;
    private long pending;
    private long waited;
    private long bytes;
    private double last = Double.POSITIVE_INFINITY;

    /** Notes that some bytes are sent, and that the server waits for the client from now on. */
    synchronized void begin(long count, long now) {
        begun = now;
        pending = count;
    }

    /** Notes that the client has accepted the bytes that were sent. */
    synchronized void accept(long now) {
        waited += waiting(now);
        bytes += pending;
        begun = NOT_WAITING;
        if (waited >= WINDOW) {
            last = bytes / (waited / SECOND);
            waited = 0;
            bytes = 0;
        }
    }

    private long waiting(long now) {
        return begun == NOT_WAITING ? 0 : now - begun;
    }

    /** Returns the bytes per second that the client accepts of late; infinite as long as too little is known of it. */
    synchronized double bytesPerSecond(long now) {
        long waiting = waiting(now);
        double rate = waited + waiting < SHORTEST ? last : bytes / ((waited + waiting) / SECOND);
        return waiting < SHORTEST ? rate : Math.min(rate, pending / (waiting / SECOND));
    }

    /** Returns the bytes per second of the last whole 30 seconds of waiting; infinite before. */
    synchronized double lastBytesPerSecond() {
        return last;
    }
}
