package dev.mixlab.web;

import dev.mixlab.run.Checkpoint;
import dev.mixlab.run.CheckpointId;
import dev.mixlab.run.Checkpoints;
import dev.mixlab.web.CatalogueView.CheckpointView;
import dev.mixlab.web.ResponseOutputStream.ClientGoneException;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelSource;
import io.vertx.core.Context;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checkpoints and their download. */
public final class CheckpointOperations implements Operations {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointOperations.class);
    private static final int DOWNLOADS_AT_ONCE = 4;
    private static final Duration LONGEST_DOWNLOAD = Duration.ofHours(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Checkpoints checkpoints;

    public CheckpointOperations(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public void addTo(OperationTable table) {
        WorkerExecutor downloads = table.vertx()
                .createSharedWorkerExecutor(
                        "mixlab-downloads", DOWNLOADS_AT_ONCE, LONGEST_DOWNLOAD.toNanos(), TimeUnit.NANOSECONDS);
        table.onClose(downloads::close);
        table.answer(
                "listCheckpoints",
                inputs -> Answer.ok(
                        checkpoints.list().stream().map(CheckpointView::of).toList()));
        table.answer("getCheckpoint", inputs -> Answer.ok(CheckpointView.of(checkpoints.get(Ids.checkpoint(inputs)))));
        table.stream("downloadCheckpoint", (context, inputs) -> download(context, Ids.checkpoint(inputs), downloads));
    }

    private void download(RoutingContext context, CheckpointId id, WorkerExecutor downloads) {
        Context loop = context.vertx().getOrCreateContext();
        downloads
                .executeBlocking(
                        () -> {
                            send(context, loop, checkpoints.get(id));
                            return id;
                        },
                        false)
                .onFailure(context::fail);
    }

    private void send(RoutingContext context, Context loop, Checkpoint checkpoint) throws IOException {
        ModelSource source = checkpoints.open(checkpoint.id());
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/zip")
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.zip\"".formatted(checkpoint.id()));
        ResponseOutputStream out = new ResponseOutputStream(loop, response, PATIENCE.toMillis());
        try {
            HuggingFaceFolder.writeZip(out, checkpoint.id().value(), source);
            out.flush();
            loop.runOnContext(now -> response.end());
        } catch (ClientGoneException gone) {
            breakOff(checkpoint, response, loop);
        } catch (UncheckedIOException failure) {
            if (!(failure.getCause() instanceof ClientGoneException)) {
                throw failure;
            }
            breakOff(checkpoint, response, loop);
        }
    }

    private static void breakOff(Checkpoint checkpoint, HttpServerResponse response, Context loop) {
        LOG.info("nobody reads the download of checkpoint {} any more", checkpoint.id());
        loop.runOnContext(now -> response.reset());
    }
}
