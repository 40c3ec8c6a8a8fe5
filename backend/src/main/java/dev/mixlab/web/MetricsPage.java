package dev.mixlab.web;

import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** Answers the metrics of the program in the text format of Prometheus. */
final class MetricsPage implements Handler<RoutingContext> {

    static final String PATH = "/metrics";

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;
    private final WorkerExecutor threads;

    MetricsPage(Supplier<String> metrics, Vertx vertx) {
        this.metrics = metrics;
        this.threads = vertx.createSharedWorkerExecutor("mixlab-metrics", 1);
    }

    /** Says where the metrics are of a server that others reach. */
    static void refuse(RoutingContext context) {
        context.fail(new RefusedRequestException(
                404, "metrics are answered at a port of their own, which the option --metrics-port of serve names"));
    }

    @Override
    public void handle(RoutingContext context) {
        threads.executeBlocking(metrics::get, false)
                .onSuccess(text -> {
                    context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                    Answer.end(context, Buffer.buffer(text));
                })
                .onFailure(context::fail);
    }
}
