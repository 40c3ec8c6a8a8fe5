package dev.mixlab.web.http.transfer;

import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.transfer.ResponseOutputStream.ClientGoneException;
import io.vertx.core.Context;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends zips while they are being written, each on a worker thread of its own. A client that reads next to nothing is disconnected.
 * Where all threads are busy, further downloads take the places of those whose clients read slowest; if all read fast, they wait,
 * which is not for long.
 */
public final class ZipDownloads {

    private static final Logger LOG = LoggerFactory.getLogger(ZipDownloads.class);
    private static final AtomicInteger KINDS = new AtomicInteger();

    /** Slow clients hold a thread and a buffer of 64 KiB each, and nothing else that others wait for. */
    private static final int DOWNLOADS_AT_ONCE = 64;

    /** After this time Vert.x logs that a worker is blocked; large archives over slow lines take their time. */
    private static final Duration LONGEST_DOWNLOAD = Duration.ofHours(2);

    /** A client that accepts nothing for this long is disconnected. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A client that reads fewer bytes per second may be disconnected where others wait. */
    private static final int SLOW = 1 << 18;

    /** Time between two looks at whether others wait. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final WorkerExecutor workers;
    private final AtomicInteger requested = new AtomicInteger();
    private final Set<ResponseOutputStream> streams = ConcurrentHashMap.newKeySet();

    /** Creates threads of its own for the downloads of one kind, such as archives. */
    public ZipDownloads(OperationTable table) {
        workers = table.vertx()
                .createSharedWorkerExecutor(
                        "mixlab-downloads-" + KINDS.incrementAndGet(),
                        DOWNLOADS_AT_ONCE,
                        LONGEST_DOWNLOAD.toNanos(),
                        TimeUnit.NANOSECONDS);
        long timer = table.vertx().setPeriodic(LOOK.toMillis(), now -> makeRoom());
        table.onClose(() -> table.vertx().cancelTimer(timer));
        table.onClose(workers::close);
    }

    /** Writes a whole zip, or another file, into a stream that it leaves open. */
    @FunctionalInterface
    public interface Zip {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Sends a zip under the file name NAME.zip. If {@code open} fails, nothing has been sent yet, and a problem is
     * answered.
     */
    public void send(RoutingContext context, String name, Supplier<Zip> open) {
        send(context, new FileName(name + ".zip", "application/zip"), open);
    }

    /**
     * The name and type of a file that is sent.
     *
     * @param name with its ending
     * @param type media type
     */
    public record FileName(String name, String type) {}

    /** Sends another file than a zip while it is being written, likewise. */
    public void send(RoutingContext context, FileName name, Supplier<Zip> open) {
        Context loop = context.vertx().getOrCreateContext();
        requested.incrementAndGet();
        workers.executeBlocking(
                        () -> {
                            write(context, loop, name, open.get());
                            return name.name();
                        },
                        false)
                .onComplete(done -> requested.decrementAndGet())
                .onFailure(context::fail);
    }

    private void makeRoom() {
        int waiting = requested.get() - DOWNLOADS_AT_ONCE;
        if (waiting > 0) {
            streams.stream()
                    .map(stream -> Map.entry(stream, stream.bytesPerSecond()))
                    .filter(rate -> rate.getValue() < SLOW)
                    .sorted(Map.Entry.comparingByValue())
                    .limit(waiting)
                    .forEach(slow -> slow.getKey().abandon());
        }
    }

    private void write(RoutingContext context, Context loop, FileName name, Zip zip) throws IOException {
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, name.type())
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name.name()));
        ResponseOutputStream out = new ResponseOutputStream(loop, response, PATIENCE.toMillis());
        streams.add(out);
        try {
            zip.write(out);
            out.flush();
            loop.runOnContext(now -> response.end());
        } catch (ClientGoneException gone) {
            abort(name.name(), response, loop);
        } catch (UncheckedIOException failure) {
            if (!(failure.getCause() instanceof ClientGoneException)) {
                throw failure;
            }
            abort(name.name(), response, loop);
        } finally {
            streams.remove(out);
        }
    }

    private static void abort(String name, HttpServerResponse response, Context loop) {
        LOG.info("the client stopped reading the download of {}", name);
        loop.runOnContext(now -> response.reset());
    }
}
