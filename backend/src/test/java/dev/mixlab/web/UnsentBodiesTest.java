package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that wait to be asked for the body of their request. */
@Timeout(60)
class UnsentBodiesTest {

    private RunningServer server;
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer();
        client = new Socket("localhost", server.address("/").getPort());
        client.setSoTimeout(20_000);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void ask(String host, String path, String type, int bytes) throws IOException {
        send(
                "POST /api/v1%s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nExpect: 100-continue\r\nContent-Length: %s\r\n\r\n"
                        .formatted(path, host, type, bytes));
    }

    private String head() throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as(head.toString()).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, /runs, application/json, 2000000, 413",
        "localhost, /nothing, application/json, 2000000, 413",
        "elsewhere.example, /runs, application/json, 40, 421",
        "localhost, /imports/upload, text/plain, 2000000, 415"
    })
    void aRefusalEndsTheConnectionOnWhichNoBodyComes(String host, String path, String type, int bytes, int status)
            throws IOException {
        ask(host, path, type, bytes);

        String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 " + status).containsIgnoringCase("\r\nconnection: close\r\n");
    }

    @Test
    void aBodyThatIsAskedForIsReadAndTheConnectionStays() throws IOException {
        ask("localhost", "/runs", "application/json", 2);
        assertThat(head()).startsWith("HTTP/1.1 100");

        send("{}");
        assertThat(head()).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("connection: close");

        send("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("HTTP/1.1 200 OK");
    }
}
