package dev.mixlab.web.http.transfer;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes bytes to a response from a worker thread. Each write waits until the client has accepted the one before, so
 * one chunk of memory is enough whatever the length. A write fails if the client has disconnected, accepts nothing for
 * too long or reads too slowly over half a minute: else a client could keep the thread for as long as it likes.
 */
final class ResponseOutputStream extends OutputStream {

    /** Bytes per write: large enough that waiting costs little, small enough for many slow readers. */
    private static final int CHUNK = 1 << 16;

    /** The bytes per second that a client must read, which are fewer than any line in use carries. */
    static final int SLOWEST = 4096;

    private final Context context;
    private final HttpServerResponse response;
    private final long patienceMillis;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private final ReadingRate rate = new ReadingRate();
    private volatile @Nullable CompletableFuture<Void> pending;
    private volatile boolean abandoned;

    ResponseOutputStream(Context context, HttpServerResponse response, long patienceMillis) {
        this.context = context;
        this.response = response;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public void write(int value) throws IOException {
        if (filled == CHUNK) {
            flush();
        }
        chunk[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == CHUNK) {
                flush();
            }
            int next = Math.min(length - done, CHUNK - filled);
            System.arraycopy(bytes, offset + done, chunk, filled, next);
            filled += next;
            done += next;
        }
    }

    @Override
    public void flush() throws IOException {
        if (filled == 0) {
            return;
        }
        Buffer bytes = Buffer.buffer(filled).appendBytes(chunk, 0, filled);
        filled = 0;
        rate.begin(bytes.length(), System.nanoTime());
        await(bytes);
        rate.accept(System.nanoTime());
        if (rate.lastBytesPerSecond() < SLOWEST) {
            throw new ClientGoneException("the client reads less than %s bytes a second".formatted(SLOWEST), null);
        }
    }

    private void await(Buffer bytes) throws IOException {
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        pending = accepted;
        if (abandoned) {
            abandon();
        }
        context.runOnContext(now -> {
            if (response.closed()) {
                accepted.completeExceptionally(new ClientGoneException("the client has disconnected", null));
            } else {
                response.exceptionHandler(accepted::completeExceptionally);
                response.closeHandler(gone ->
                        accepted.completeExceptionally(new ClientGoneException("the client has disconnected", null)));
                response.write(bytes).onSuccess(accepted::complete).onFailure(accepted::completeExceptionally);
            }
        });
        try {
            accepted.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is stopping", stopped);
        } catch (ExecutionException gone) {
            throw new ClientGoneException("the client has disconnected", gone.getCause());
        } catch (TimeoutException slow) {
            throw new ClientGoneException("the client accepts nothing", slow);
        } finally {
            pending = null;
        }
    }

    /** Returns the bytes per second that the client accepts of late; infinite as long as too little is known of it. */
    double bytesPerSecond() {
        return rate.bytesPerSecond(System.nanoTime());
    }

    /** Makes the write that waits for the client fail, or the next one. */
    void abandon() {
        abandoned = true;
        CompletableFuture<Void> waiting = pending;
        if (waiting != null) {
            waiting.completeExceptionally(new ClientGoneException("others need the thread", null));
        }
    }

    /** Says that the client has disconnected or stopped reading. */
    static final class ClientGoneException extends IOException {

        private static final long serialVersionUID = 1;

        ClientGoneException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
