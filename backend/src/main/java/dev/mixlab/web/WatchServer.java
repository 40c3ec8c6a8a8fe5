package dev.mixlab.web;

import dev.mixlab.common.InvalidInputException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;

/** Answers {@code /health} and {@code /metrics} of a process that serves nothing else. */
public final class WatchServer implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;

    private WatchServer(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Begins to answer at the port of an observation.
     *
     * @throws InvalidInputException if it cannot listen there
     */
    public static WatchServer start(Observation observation) {
        Vertx vertx = Vertx.vertx();
        try {
            Health health = new Health(observation.storage(), vertx);
            MetricsPage page = new MetricsPage(observation.metrics(), vertx);
            return new WatchServer(
                    vertx,
                    MetricsListener.listen(vertx, observation, health, page, List.of())
                            .await());
        } catch (Throwable failure) { // what a future fails with, checked or not, is thrown as it is
            vertx.close().await();
            throw new InvalidInputException(
                    "cannot listen on %s, port %s: %s"
                            .formatted(observation.host(), observation.port(), failure.getMessage()),
                    failure);
        }
    }

    /** Returns the port at which it answers. */
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
