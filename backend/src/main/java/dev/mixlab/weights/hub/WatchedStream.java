package dev.mixlab.weights.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The body of an answer, which is closed when nothing arrives for too long or the transfer is cancelled: reading it then fails. */
final class WatchedStream extends FilterInputStream {

    private static final long LOOK_MILLIS = 100;

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mixlab-hub-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration patience;
    private final TransferListener listener;
    private final ScheduledFuture<?> watch;
    private volatile long lastArrival = System.nanoTime();
    private volatile boolean stalled;

    WatchedStream(InputStream body, Duration patience, TransferListener listener) {
        super(body);
        this.patience = patience;
        this.listener = listener;
        this.watch = WATCH.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        stalled = System.nanoTime() - lastArrival > patience.toNanos();
        if (stalled || listener.isCancelled()) {
            try {
                in.close();
            } catch (IOException alreadyBroken) {
                // reading tells
            }
            watch.cancel(false);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = super.read(target, offset, length);
            lastArrival = System.nanoTime();
            return read;
        } catch (IOException broken) {
            if (stalled) {
                HttpTimeoutException late =
                        new HttpTimeoutException("nothing arrived for %s s".formatted(patience.toSeconds()));
                late.initCause(broken);
                throw late;
            }
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        super.close();
    }
}
