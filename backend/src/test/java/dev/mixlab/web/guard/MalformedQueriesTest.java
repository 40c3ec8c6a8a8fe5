package dev.mixlab.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedQueriesTest {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/runs?limit=%, 400",
        "/api/v1/runs?state=%4, 400",
        "/api/v1/runs?%zz=1, 400",
        "/api/v1/health?x=%E0%A4, 400",
        "/api/v1/runs?limit=%35, 200",
        "/?x=%, 200",
        "/runs?x=%E0%A4, 200"
    })
    void malformedEscapesInAQueryAreAProblemInTheInterfaceAndNothingToThePage(String address, int status)
            throws IOException {
        try (Socket client = new Socket("localhost", server.address("/").getPort())) {
            client.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(address)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            if (status == 400) {
                assertThat(answer).contains("query: has a malformed escape");
            }
        }
    }
}
