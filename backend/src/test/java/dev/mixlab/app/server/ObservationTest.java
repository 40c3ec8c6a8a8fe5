package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.metrics.ProgramMetrics;
import dev.mixlab.run.Storage;
import dev.mixlab.web.Observation;
import dev.mixlab.web.Proxying;
import dev.mixlab.web.TestOperations;
import dev.mixlab.web.TestStore;
import dev.mixlab.web.guard.TrustedProxies;
import dev.mixlab.web.http.access.BasePath;
import dev.mixlab.web.http.access.Gate;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those see who watch over a server: whether it lives and is ready, and its metrics. */
class ObservationTest {

    private static final WebServer.Hosts NO_OTHER_HOSTS = new WebServer.Hosts(List.of(), List.of());

    private final TestStore store = new TestStore();
    private final ProgramMetrics metrics = new ProgramMetrics();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        metrics.close();
        store.close();
    }

    @Test
    void aServerIsReadyWhileItsDatabaseIsAndUntilItStops() throws Exception {
        ToldStorage storage = new ToldStorage();
        try (WebServer server = start("localhost", storage, Observation.NO_PORT)) {
            assertThat(get(server.address(), "/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = get(server.address(), "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).isEqualTo("{\"status\":\"ready\"}");

            storage.outage = "the disk is full";
            HttpResponse<String> full = get(server.address(), "/health/ready");
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(full.body()).contains("\"detail\":\"the disk is full\"");
            assertThat(get(server.address(), "/health/live").statusCode()).isEqualTo(200);

            storage.outage = null;
            assertThat(get(server.address(), "/health/ready").statusCode()).isEqualTo(200);
            server.stopping();
            HttpResponse<String> stopping = get(server.address(), "/health/ready");
            assertThat(stopping.statusCode()).isEqualTo(503);
            assertThat(stopping.body()).contains("the server is stopping");
            assertThat(get(server.address(), "/api/v1/runs").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNotReady() throws Exception {
        ToldStorage storage = new ToldStorage();
        storage.hangs = new CountDownLatch(1);
        try (WebServer server = start("localhost", storage, Observation.NO_PORT)) {
            HttpResponse<String> answer = get(server.address(), "/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("did not answer within 5 seconds");
            storage.hangs.countDown();
        }
    }

    @Test
    void requestsCountByOperationAndStatus() throws Exception {
        try (WebServer server = start("localhost", new ToldStorage(), Observation.NO_PORT)) {
            get(server.address(), "/api/v1/runs");
            get(server.address(), "/api/v1/runs");
            get(server.address(), "/api/v1/runs/r-00000000000000000000000000");
            HttpResponse<String> answer = get(server.address(), "/metrics");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(answer.body())
                    .contains("mixlab_requests_seconds_count{operation=\"listRuns\",status=\"200\"} 2")
                    .contains("mixlab_requests_seconds_bucket{operation=\"listRuns\",status=\"200\",le=\"30.0\"} 2")
                    .containsPattern("mixlab_requests_seconds_count\\{operation=\"getRun\",status=\"40[04]\"} 1")
                    .contains("mixlab_requests_open 1.0")
                    .containsPattern("process_resident_memory_bytes [1-9]")
                    .contains("jvm_memory_used_bytes{area=\"heap\"")
                    .contains("jvm_threads_live_threads");
        }
    }

    @Test
    void metricsAreBesideThePageOfThisMachineAlone() throws Exception {
        try (WebServer server = start("0.0.0.0", new ToldStorage(), 0)) {
            HttpResponse<String> open = get(server.address(), "/metrics");
            assertThat(open.statusCode()).isEqualTo(404);
            assertThat(open.body()).contains("--metrics-port").doesNotContain("jvm_memory_used_bytes");
            URI ofItsOwn = URI.create("http://localhost:" + server.metricsPort());
            assertThat(get(ofItsOwn, "/metrics").body()).contains("jvm_memory_used_bytes");
            assertThat(get(ofItsOwn, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(ofItsOwn, "/api/v1/runs").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aRequestThatIsBeingAnsweredEndsBeforeTheServerDoes() throws Exception {
        ToldStorage storage = new ToldStorage();
        storage.hangs = new CountDownLatch(1);
        WebServer server = start("localhost", storage, Observation.NO_PORT);
        CompletableFuture<HttpResponse<String>> slow = client.sendAsync(
                HttpRequest.newBuilder(server.address().resolve("/health/ready"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(storage.asked.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(closed).isNotDone();
        storage.hangs.countDown();
        assertThat(slow.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        closed.get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> get(server.address(), "/health/live")).isInstanceOf(ConnectException.class);
    }

    private WebServer start(String host, Storage storage, int metricsPort) {
        Observation watch = new Observation(storage, metrics, metrics::text, "localhost", metricsPort);
        return WebServer.start(
                new WebServer.Place(host, 0),
                NO_OTHER_HOSTS,
                new Proxying(BasePath.of(""), TrustedProxies.of(List.of())),
                new WebServer.Guarded(TestOperations.over(store), Gate.open()),
                watch);
    }

    private HttpResponse<String> get(URI server, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
    }
}
