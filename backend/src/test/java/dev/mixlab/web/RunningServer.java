package dev.mixlab.web;

import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.web.account.AccessControl;
import dev.mixlab.web.account.OidcSettings;
import dev.mixlab.web.events.EventOperations;
import dev.mixlab.web.guard.TimeLimits;
import dev.mixlab.web.http.Operations;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server on a free port over a database in memory, which holds the {@link TenSentences}, and a client for it. */
public final class RunningServer implements AutoCloseable {

    public final TestStore store = new TestStore();
    public final ManualRuns runs = new ManualRuns(store);
    public final TenSentences scores = new TenSentences(store);
    public final Vertx vertx = Vertx.vertx();
    final HttpClient client = HttpClient.newHttpClient();
    private final EventOperations events = new EventOperations(store.runs, store.events, Duration.ofMillis(200));
    public static final String FOLDER_KEY = "folder-key";

    /** So few rounds that a test need not wait for the hashes of its passwords. */
    private static final int FEW_ROUNDS = 1000;

    private final AccessControl access;
    private final WebVerticle verticle;

    public RunningServer() {
        this("page-for-tests");
    }

    public RunningServer(String pageFolder) {
        this(pageFolder, TimeLimits.standard());
    }

    RunningServer(String pageFolder, TimeLimits limits) {
        access = AccessControl.open(store.accounts, Clock.systemUTC());
        verticle = new WebVerticle(
                        "localhost",
                        0,
                        List.of("allowed.test"),
                        pageFolder,
                        TestOperations.over(store, runs, scores, events))
                .limits(limits);
        vertx.deployVerticle(verticle).await();
    }

    private RunningServer(String folderKey, @Nullable OidcSettings issuer, Clock clock, Proxying proxying) {
        access = AccessControl.accounts(store.accounts, clock, folderKey, issuer, FEW_ROUNDS);
        List<Operations> operations = Stream.concat(
                        access.operations().stream(), TestOperations.without(store, runs, scores, events).stream())
                .toList();
        verticle = new WebVerticle("localhost", 0, List.of("allowed.test"), "page-for-tests", operations)
                .guardedBy(access.gate())
                .behind(proxying);
        vertx.deployVerticle(verticle).await();
    }

    /** A server whose people need accounts, of which there is none yet. */
    public static RunningServer withAccounts() {
        return new RunningServer(FOLDER_KEY, null, Clock.systemUTC(), Proxying.NONE);
    }

    /** A server whose people need accounts, and can sign in at an issuer. */
    public static RunningServer with(OidcSettings issuer, Clock clock, Proxying proxying) {
        return new RunningServer(FOLDER_KEY, issuer, clock, proxying);
    }

    /** The token of the one-time address for creating the administrator. */
    public String setupToken() {
        return String.valueOf(access.setupPath()).replace("/setup#", "");
    }

    /** The folder in which the server works; minimal pairs may be read below its folder {@code root}. */
    public Path folder() {
        return store.folder;
    }

    /** The checkpoint of the run that scored the ten sentences; stored when it is first asked for. */
    public Checkpoint checkpoint() {
        return new TestCatalogue(store).checkpoint(scores.run.run());
    }

    /** Waits for an import to succeed, and returns the id of the model. */
    public String importedModel(String importId) {
        JsonObject ended = endedImport(importId);
        if (!ended.getString("state").equals("succeeded")) {
            throw new IllegalStateException(ended.encode());
        }
        return ended.getString("modelId");
    }

    /** Waits for an import to end. */
    public JsonObject endedImport(String importId) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            JsonObject state = new JsonObject(get("/api/v1/imports/" + importId).body());
            if (!List.of("queued", "running").contains(state.getString("state"))) {
                return state;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new IllegalStateException("import %s does not end".formatted(importId));
    }

    public EventOperations events() {
        return events;
    }

    public URI address(String path) {
        return URI.create("http://localhost:%s%s".formatted(verticle.port(), path));
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
        store.close();
    }
}
