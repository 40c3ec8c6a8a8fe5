package dev.mixlab.web;

import dev.mixlab.web.events.EventOperations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A server on a free port over things in memory, and a client for it. */
public final class RunningServer implements AutoCloseable {

    final MemoryRuns runs = new MemoryRuns();
    public final MemoryScores scores = new MemoryScores();
    final MemoryCatalogue catalogue = new MemoryCatalogue();
    final Vertx vertx = Vertx.vertx();
    final HttpClient client = HttpClient.newHttpClient();
    private final EventOperations events = new EventOperations(runs, runs.events, Duration.ofMillis(200));
    private final WebVerticle verticle;

    public RunningServer() {
        this("page-for-tests");
    }

    public RunningServer(String pageFolder) {
        this(pageFolder, false);
    }

    private RunningServer(String pageFolder, boolean stored) {
        verticle = new WebVerticle(
                "localhost",
                0,
                pageFolder,
                stored
                        ? MemoryOperations.stored(runs, catalogue, events)
                        : MemoryOperations.of(runs, scores, catalogue, events));
        vertx.deployVerticle(verticle).await();
    }

    /** A server whose scores and evaluations lie in a real database. */
    static RunningServer overStoredResults() {
        return new RunningServer("page-for-tests", true);
    }

    EventOperations events() {
        return events;
    }

    public URI address(String path) {
        return URI.create("http://localhost:%d%s".formatted(verticle.port(), path));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
