package dev.mixlab.web;

import dev.mixlab.web.guard.AllowedHosts;
import dev.mixlab.web.http.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;

/** Answers health and metrics at a port of their own, for networks in which nobody but the monitoring reaches it. */
final class MetricsListener {

    private static final int IDLE_SECONDS = 60;

    private MetricsListener() {}

    /** Begins to listen. */
    static Future<HttpServer> listen(
            Vertx vertx, Observation observation, Health health, MetricsPage page, List<String> allowedHosts) {
        Router router = Router.router(vertx);
        router.route().handler(health);
        router.route().handler(AllowedHosts.of(observation.host(), allowedHosts));
        router.get(MetricsPage.PATH).handler(page);
        Problems problems = new Problems();
        router.route().failureHandler(problems);
        router.errorHandler(404, problems);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(observation.host())
                .setPort(observation.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options).requestHandler(router).listen();
    }
}
