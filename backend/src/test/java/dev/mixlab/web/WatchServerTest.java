package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.metrics.ProgramMetrics;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The port at which a worker is watched. */
class WatchServerTest {

    private final AtomicReference<@Nullable String> outage = new AtomicReference<>();
    private final ProgramMetrics metrics = new ProgramMetrics();

    private Observation observation(int port) {
        Storage storage = new Storage() {
            @Override
            public @Nullable String outage() {
                return outage.get();
            }

            @Override
            public int outages() {
                return 0;
            }
        };
        return new Observation(storage, metrics, metrics::text, "localhost", port);
    }

    private static HttpResponse<String> get(WatchServer server, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:%s%s".formatted(server.port(), path));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Test
    void answersHealthAndMetricsAndNothingElse() throws Exception {
        metrics.gauge("mixlab.worker.busy", "whether it works", () -> 1);
        try (WatchServer server = WatchServer.start(observation(0))) {
            assertThat(get(server, "/health/live").body()).isEqualTo("{\"status\":\"live\"}");
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body()).contains("mixlab_worker_busy 1.0", "process_resident_memory");
            assertThat(get(server, "/api/v1/runs").statusCode()).isEqualTo(404);

            outage.set("the disk is full");
            HttpResponse<String> refused = get(server, "/health/ready");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("the disk is full");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (WatchServer server = WatchServer.start(observation(0))) {
            assertThatThrownBy(() -> WatchServer.start(observation(server.port())))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("localhost, port " + server.port());
        }
    }
}
