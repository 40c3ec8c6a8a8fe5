package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.TestOperations;
import dev.mixlab.web.TestStore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {

    private final TestStore store = new TestStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aServerAnswersAtItsAddressUntilItIsClosed() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request;
        try (WebServer server = WebServer.start("localhost", 0, List.of(), TestOperations.over(store))) {
            request = HttpRequest.newBuilder(server.address().resolve("/api/v1/health"))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            assertThat(response.body()).contains("\"status\":\"ok\"");
        }
        assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString())).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() ->
                            WebServer.start("localhost", taken.getLocalPort(), List.of(), TestOperations.over(store)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("localhost, port " + taken.getLocalPort());
        }
    }

    @Test
    void aHostThatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> WebServer.start("no.such.host.invalid", 0, List.of(), TestOperations.over(store)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no.such.host.invalid");
    }

    @Test
    void anOperationWithoutAHandlerKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> WebServer.start("localhost", 0, List.of(), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("getHealth")
                .hasMessageContaining("downloadCheckpoint");
    }
}
