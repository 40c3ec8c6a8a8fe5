package dev.mixlab.web.http.transfer;

import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the body of a paused request to disk as it arrives, up to a limit. It is used on the event loop. */
public final class BoundedUpload {

    private static final int TOO_LARGE = 413;

    /** Bytes that a form may have besides its files. */
    private static final long FORM_MARGIN = 1 << 20;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long limit;
    private long received;

    /**
     * The body of a request.
     *
     * @param limit the most bytes of all its files together
     */
    public BoundedUpload(Vertx vertx, HttpServerRequest request, long limit) {
        this.vertx = vertx;
        this.request = request;
        this.limit = limit;
    }

    /** Returns the media type of a request's body in lower case, without its parameters. */
    public static String mediaType(HttpServerRequest request) {
        String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Writes the whole body into a file. */
    public Future<Void> body(Path file) {
        return announced().compose(fits -> write(request, file));
    }

    /**
     * Writes the files of a form.
     *
     * @param place returns where a file goes, or null if it is passed over; what it throws refuses the request
     */
    public Future<Void> form(Function<HttpServerFileUpload, @Nullable Path> place) {
        return announced().compose(fits -> {
            List<Future<Void>> files = new ArrayList<>();
            Promise<Void> refused = Promise.promise();
            request.setExpectMultipart(true);
            request.uploadHandler(upload -> {
                try {
                    Path target = place.apply(upload);
                    Future<Void> file = target == null ? passedOver(upload) : write(upload, target);
                    file.onFailure(refused::tryFail);
                    files.add(file);
                } catch (RuntimeException failure) {
                    refused.tryFail(failure);
                }
            });
            request.exceptionHandler(refused::tryFail);
            request.endHandler(end -> Future.all(files).<Void>mapEmpty().onComplete(all -> {
                if (all.succeeded()) {
                    refused.tryComplete();
                } else {
                    refused.tryFail(all.cause());
                }
            }));
            request.resume();
            return refused.future();
        });
    }

    private Future<Void> announced() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > limit + FORM_MARGIN
                ? Future.failedFuture(tooLarge())
                : Future.succeededFuture();
    }

    private RefusedRequestException tooLarge() {
        return new RefusedRequestException(
                TOO_LARGE, "the upload is larger than %s bytes (--upload-limit)".formatted(limit));
    }

    private Future<Void> passedOver(ReadStream<Buffer> upload) {
        Promise<Void> passed = Promise.promise();
        upload.exceptionHandler(passed::tryFail);
        upload.endHandler(end -> passed.tryComplete());
        upload.handler(buffer -> {
            if (isTooMuch(buffer)) {
                passed.tryFail(tooLarge());
            }
        });
        return passed.future();
    }

    private boolean isTooMuch(Buffer buffer) {
        received += buffer.length();
        return received > limit;
    }

    private Future<Void> write(ReadStream<Buffer> stream, Path target) {
        stream.pause();
        return vertx.fileSystem()
                .open(target.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
                .compose(file -> {
                    Promise<Void> written = Promise.promise();
                    stream.exceptionHandler(written::tryFail);
                    stream.endHandler(end -> written.tryComplete());
                    stream.handler(buffer -> {
                        if (written.future().isComplete()) {
                            return; // what still comes of a refused upload; the file is closed
                        }
                        if (isTooMuch(buffer)) {
                            stream.pause();
                            written.tryFail(tooLarge());
                            return;
                        }
                        file.write(buffer).onFailure(written::tryFail);
                        if (file.writeQueueFull()) {
                            stream.pause();
                            file.drainHandler(free -> stream.resume());
                        }
                    });
                    stream.resume();
                    return written.future()
                            .compose(
                                    all -> file.close(),
                                    failure -> file.close().transform(closed -> Future.failedFuture(failure)));
                });
    }
}
