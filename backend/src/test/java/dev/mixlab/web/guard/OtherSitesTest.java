package dev.mixlab.web.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherSitesTest {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Sends the head of a request as it is written, and returns the status of the answer. */
    private static int status(String line, String... headers) {
        int port = server.address("/").getPort();
        String head = (line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n")
                .replace("PORT", String.valueOf(port));
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(text.split(" ", 3)[1]);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void anotherHostOrOriginIsRefusedForEveryMethod(String method) {
        for (String path : List.of("/api/v1/health", "/api/v1/runs/r-1/cancel", "/api/v1/shares/v-1", "/", "/runs")) {
            String line = method + " " + path;
            assertThat(status(line, "Host: evil.example:PORT")).as(line).isEqualTo(421);
            assertThat(status(line, "Host: localhost.evil.example")).as(line).isEqualTo(421);
            assertThat(status(line, "Host: 192.168.1.5:PORT")).as(line).isEqualTo(421);
            for (String origin : List.of("http://evil.example", "null", "http://localhost:1", "https://localhost")) {
                assertThat(status(line, "Host: localhost:PORT", "Origin: " + origin))
                        .as(line + " from " + origin)
                        .isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:PORT, http://localhost:PORT",
        "LOCALHOST:PORT, http://localhost:PORT",
        "127.0.0.1:PORT, http://127.0.0.1:PORT",
        "[::1]:PORT, http://[::1]:PORT",
        "localhost, https://localhost",
    })
    void theServersOwnPageIsAnswered(String host, String origin) {
        assertThat(status("GET /api/v1/health", "Host: " + host, "Origin: " + origin))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=1.2.3.4",
                "X-Forwarded-For: 1.2.3.4",
                "x-forwarded-proto: https",
                "X-Real-IP: 1.2.3.4",
                "Via: 1.1 proxy"
            })
    void withoutAccountsRequestsOfAProxyAreRefused(String header) {
        for (String line : List.of("GET /", "GET /api/v1/runs", "POST /api/v1/runs")) {
            assertThat(status(line, "Host: localhost:PORT", header))
                    .as(line + " with " + header)
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutAccountsANameThatIsAllowedIsRefusedYet() {
        assertThat(status("GET /api/v1/health", "Host: allowed.test")).isEqualTo(403);
    }

    @Test
    void aLinkFromAnotherSiteOpensAndItsScriptsAreRefused() {
        String host = "Host: localhost:PORT";
        String foreign = "Sec-Fetch-Site: cross-site";
        assertThat(status("GET /", host, foreign, "Sec-Fetch-Mode: navigate")).isEqualTo(200);
        assertThat(status("GET /api/v1/runs", host, foreign, "Sec-Fetch-Mode: no-cors"))
                .isEqualTo(403);
        assertThat(status("GET /api/v1/runs", host, "Sec-Fetch-Site: same-site"))
                .isEqualTo(403);
        assertThat(status("GET /api/v1/runs", host, "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
    }

    @Test
    void aRequestWithoutHostIsRefused() {
        assertThat(status("GET /api/v1/health", "Accept: */*")).isIn(400, 421);
    }

    @Test
    void onAllAddressesOnlyNamesAreRefused() {
        AllowedHosts hosts = AllowedHosts.of("0.0.0.0", List.of("Proxy.Test"));
        assertThat(List.of("192.168.1.5", "[2001:db8::1]", "localhost", "proxy.test"))
                .allMatch(hosts::allows);
        assertThat(List.of("evil.example", "192.168.1.5.evil.example")).noneMatch(hosts::allows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%E0%A4", "%zz", "%ff", "a%C0%AFb"})
    void aMalformedEscapeIsAProblemInTheInterfaceAndAPlaceOfThePageElsewhere(String escape) {
        assertThat(status("GET /api/v1/runs/" + escape, "Host: localhost")).isEqualTo(400);
        assertThat(status("DELETE /api/v1/shares/" + escape, "Host: localhost")).isEqualTo(400);
        assertThat(status("DELETE /" + escape, "Host: localhost")).isEqualTo(400);
        assertThat(status("GET /" + escape, "Host: localhost")).isEqualTo(200);
        assertThat(status("GET /s/" + escape, "Host: localhost")).isBetween(200, 404);
    }

    @Test
    void theProblemOfAMalformedEscapeNamesThePath() throws IOException {
        int port = server.address("/").getPort();
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /api/v1/runs/% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("application/problem+json");
            JsonObject problem = new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            assertThat(problem.getString("detail")).isEqualTo("path: has a malformed escape");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lab.example.org:8080", "https://lab.example.org", "lab.example.org/mixlab", "*", "", "lab..org"
            })
    void aFurtherHostIsANameOrAnAddressAlone(String option) {
        assertThatThrownBy(() -> AllowedHosts.of("localhost", List.of(option)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--allowed-host '%s': ", option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lab",
                "Lab.Example.org",
                "xn--bcher-kva.example",
                "bücher.example",
                "10.0.0.7",
                "fd00::7",
                "[fd00::7]"
            })
    void aFurtherHostIsAnsweredFor(String option) {
        assertThat(AllowedHosts.of("localhost", List.of(option)).allows(option)).isTrue();
    }
}
