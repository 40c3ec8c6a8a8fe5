package dev.mixlab.web;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.mixlab.run.Storage;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Json;
import dev.mixlab.web.http.Problems;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether the process lives ({@code /health/live}) and whether it can do its work ({@code /health/ready}), for those that watch
 * over processes. They come from anywhere, under whatever name, and learn nothing else, so that no host is checked.
 */
public final class Health implements PlatformHandler {

    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final int UNAVAILABLE = 503;

    /** A database that does not answer within this time is not ready. */
    private static final int PATIENCE_SECONDS = 5;

    private final Storage storage;
    private final WorkerExecutor threads;
    private volatile boolean stopping;

    /**
     * The health of a server.
     *
     * @param storage the database that is asked
     * @param vertx gives threads on which no other request waits
     */
    public Health(Storage storage, Vertx vertx) {
        this.storage = storage;
        this.threads = vertx.createSharedWorkerExecutor("mixlab-health", 2, 1, MINUTES);
    }

    /** Says from now on that the server is not ready, because it is about to stop. */
    public void stopping() {
        stopping = true;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = context.request().path();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            context.next();
        } else if (LIVE.equals(path)) {
            send(context, "live");
        } else if (READY.equals(path)) {
            answerReady(context);
        } else {
            context.next();
        }
    }

    private void answerReady(RoutingContext context) {
        if (stopping) {
            refuse(context, "the server is stopping");
            return;
        }
        threads.executeBlocking(() -> new Outage(storage.outage()), false)
                .timeout(PATIENCE_SECONDS, SECONDS)
                .onComplete(asked -> {
                    if (context.response().closed()) {
                        return;
                    }
                    String reason = asked.succeeded()
                            ? asked.result().reason()
                            : "the database did not answer within %s seconds".formatted(PATIENCE_SECONDS);
                    if (reason == null) {
                        send(context, "ready");
                    } else {
                        refuse(context, reason);
                    }
                });
    }

    private record Outage(@Nullable String reason) {}

    private static void send(RoutingContext context, String status) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Answer.end(context, Json.write(Map.of("status", status)));
    }

    private static void refuse(RoutingContext context, String reason) {
        Problems.answer(context, new RefusedRequestException(UNAVAILABLE, reason));
    }
}
