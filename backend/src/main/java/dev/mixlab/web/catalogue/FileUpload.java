package dev.mixlab.web.catalogue;

import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.problem.RefusedRequestException;
import dev.mixlab.web.http.transfer.BoundedUpload;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Receives a file, streamed to disk up to a limit. The file is deleted when it has been read, and when the upload breaks off. */
final class FileUpload {

    private static final int UNSUPPORTED = 415;
    private static final int TOO_LARGE = 413;

    private final OperationTable table;
    private final Path folder;
    private final long limit;
    private final List<String> types;

    /**
     * The uploads of one kind of file.
     *
     * @param folder where they lie while they are read; what an earlier process has left there is deleted
     * @param limit the most bytes
     * @param types the media types that a body may have
     */
    FileUpload(OperationTable table, Path folder, long limit, List<String> types) {
        this.table = table;
        this.folder = folder;
        this.limit = limit;
        this.types = List.copyOf(types);
        sweep();
    }

    private void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "{pairs,upload}-*.part")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Receives a request that is paused, and answers it once its body lies in a file. */
    Future<Answer> receive(RoutingContext context, Function<Path, Answer> read) {
        String type = BoundedUpload.mediaType(context.request());
        if (!types.contains(type)) {
            return Future.failedFuture(new RefusedRequestException(
                    UNSUPPORTED, "the body must be %s, not %s".formatted(String.join(" or ", types), type)));
        }
        return table.workers()
                .executeBlocking(this::newFile, false)
                .compose(file -> new BoundedUpload(table.vertx(), context.request(), limit)
                        .body(file)
                        .recover(failure -> {
                            readToItsEnd(context.request());
                            return Future.failedFuture(explained(failure));
                        })
                        .compose(received -> table.workers().executeBlocking(() -> read.apply(file), false))
                        .eventually(() -> table.workers().executeBlocking(() -> Files.deleteIfExists(file), false)));
    }

    /** Reads on, up to the limit again, what a refused client goes on sending: it sees the answer only when it has sent all. */
    private void readToItsEnd(HttpServerRequest request) {
        AtomicLong passed = new AtomicLong();
        request.exceptionHandler(broken -> {});
        request.endHandler(end -> {});
        request.handler(buffer -> {
            if (passed.addAndGet(buffer.length()) > 2 * limit) {
                request.connection().close();
            }
        });
        request.resume();
    }

    /** All that is refused while a body is received is its size. */
    private Throwable explained(Throwable failure) {
        return failure instanceof RefusedRequestException
                ? new RefusedRequestException(
                        TOO_LARGE, "the file is larger than %s MiB; divide it into several".formatted(limit >> 20))
                : failure;
    }

    private Path newFile() throws IOException {
        Files.createDirectories(folder);
        return folder.resolve("upload-%s.part".formatted(UUID.randomUUID()));
    }
}
