package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.app.metrics.ProgramMetrics;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.Observation;
import dev.mixlab.web.Proxying;
import dev.mixlab.web.TestOperations;
import dev.mixlab.web.TestStore;
import dev.mixlab.web.guard.TrustedProxies;
import dev.mixlab.web.http.access.BasePath;
import dev.mixlab.web.http.access.Gate;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server below a path, and requests that a proxy forwards. */
class BehindProxyTest {

    private static final BasePath MIXLAB = BasePath.of("/mixlab");
    private static final String PUBLIC = "lab.example.org";

    private final TestStore store = new TestStore();
    private final ProgramMetrics metrics = new ProgramMetrics();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        metrics.close();
        store.close();
    }

    @Test
    void everythingLiesBelowTheBasePath() throws Exception {
        try (WebServer server = start(MIXLAB, List.of())) {
            assertThat(server.address().getPath()).isEqualTo("/mixlab");
            assertThat(get(server, "/mixlab/api/v1/runs?limit=3").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = get(server, "/mixlab/api/v1/runs?limit=0");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("\"instance\":\"/mixlab/api/v1/runs\"")
                    .contains("limit");
            assertThat(get(server, "/api/v1/runs").statusCode()).isEqualTo(404);
            assertThat(get(server, "/api/v1/runs").body()).contains("below /mixlab");
            assertThat(get(server, "/mixlaboratory/api/v1/runs").statusCode()).isEqualTo(404);
            assertThat(get(server, "/mixlab/mixlab/api/v1/runs").body()).doesNotContain("\"items\"");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/mixlab/health/live").statusCode()).isEqualTo(200);
            JsonObject contract =
                    new JsonObject(get(server, "/mixlab/api/v1/openapi.json").body());
            assertThat(contract.getJsonArray("servers").getJsonObject(0).getString("url"))
                    .isEqualTo("/mixlab/api/v1");
        }
    }

    @ParameterizedTest
    @CsvSource({"/mixlab,308,/mixlab/", "/,307,/mixlab/", "/mixlab?state=failed,308,/mixlab/?state=failed"})
    void whatIsBesideItLeadsToThePage(String from, int status, String to) throws Exception {
        try (WebServer server = start(MIXLAB, List.of())) {
            HttpResponse<String> answer = get(server, from);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Location")).contains(to);
        }
    }

    @Test
    void aRefusalBesideItEndsTheConnectionOfAClientThatWaitsToBeAskedForTheBody() throws Exception {
        try (WebServer server = start(MIXLAB, List.of());
                Socket waiting = new Socket("localhost", server.address().getPort())) {
            waiting.setSoTimeout(20_000);
            String head =
                    "POST /elsewhere HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n";
            waiting.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(waiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 404")
                    .endsWith("}");
        }
    }

    @Test
    void addressesThatLeaveTheServerHaveTheBasePath() throws Exception {
        try (WebServer server = start(MIXLAB, List.of())) {
            HttpResponse<String> text = post(server, "/mixlab/api/v1/texts", "text/plain", "one\ntwo\n");
            assertThat(text.statusCode()).isEqualTo(201);
            String location = text.headers().firstValue("Location").orElseThrow();
            assertThat(location).startsWith("/mixlab/api/v1/texts/");
            assertThat(get(server, location).statusCode()).isEqualTo(200);

            HttpResponse<String> share = post(
                    server,
                    "/mixlab/api/v1/shares",
                    "application/json",
                    "{\"address\":\"/runs\",\"title\":\"one\",\"requests\":[\"/methods\"]}");
            assertThat(share.statusCode()).isEqualTo(201);
            JsonObject made = new JsonObject(share.body());
            assertThat(made.getString("path")).startsWith("/mixlab/s/");
            HttpResponse<String> read =
                    get(server, "/mixlab/api/v1/shared/" + made.getString("token") + "/read?request=%2Fmethods");
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.headers().firstValue("X-Robots-Tag")).contains("noindex");
        }
    }

    @Test
    void aTrustedProxyNamesTheHostUnderWhichItIsReached() throws Exception {
        try (WebServer server = start(BasePath.NONE, List.of("127.0.0.0/8", "::1"))) {
            assertThat(status(server, "X-Forwarded-Host: " + PUBLIC)).isEqualTo(200);
            assertThat(status(server, "Forwarded: for=10.1.2.3;proto=https;host=\"" + PUBLIC + "\""))
                    .isEqualTo(200);
            assertThat(status(server, "X-Forwarded-Host: elsewhere.example.org"))
                    .isEqualTo(421);
            assertThat(status(server, "X-Forwarded-Host: elsewhere.example.org, " + PUBLIC))
                    .isEqualTo(200);
            String host = "X-Forwarded-Host: " + PUBLIC + "\r\nX-Forwarded-Proto: https";
            assertThat(status(server, host + "\r\nOrigin: https://" + PUBLIC)).isEqualTo(200);
            assertThat(status(server, host + "\r\nOrigin: http://" + PUBLIC)).isEqualTo(403);
            assertThat(status(server, host + "\r\nOrigin: http://localhost")).isEqualTo(403);
        }
    }

    @Test
    void whatOthersSayThatTheyForwardIsIgnored() throws Exception {
        try (WebServer server = start(BasePath.NONE, List.of("10.0.0.0/8"))) {
            // under the forwarded name the origin would be the server's own, and under the other one it would be
            // refused
            assertThat(status(server, "X-Forwarded-Host: elsewhere.example.org"))
                    .isEqualTo(200);
            String origin = "\r\nOrigin: https://" + PUBLIC;
            assertThat(status(server, "X-Forwarded-Host: " + PUBLIC + origin)).isEqualTo(403);
            assertThat(status(server, "Forwarded: host=" + PUBLIC + ";proto=https" + origin))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixlab", "//", "/a/../b", "/a//b", "/a b", "/a?b", "/%41", "/.hidden"})
    void aPathThatIsNoneIsRefusedByName(String path) {
        assertThatThrownBy(() -> BasePath.of(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--base-path '" + path + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::1/129", "1.2.3.4/8/8", ""})
    void aProxyThatIsNoAddressIsRefusedByName(String proxy) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(proxy)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--trusted-proxy '" + proxy + "'");
    }

    private WebServer start(BasePath base, List<String> proxies) {
        return WebServer.start(
                new WebServer.Place("127.0.0.1", 0),
                new WebServer.Hosts(List.of(PUBLIC), List.of()),
                new Proxying(base, TrustedProxies.of(proxies)),
                new WebServer.Guarded(TestOperations.over(store), Gate.open()),
                new Observation(new ToldStorage(), metrics, metrics::text, "localhost", Observation.NO_PORT));
    }

    private static URI at(WebServer server, String path) {
        return server.address().resolve(path);
    }

    private HttpResponse<String> get(WebServer server, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(server, path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(WebServer server, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at(server, path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** The status of a request to 127.0.0.1 with further lines in its head, some of which Java's client would not send. */
    private static int status(WebServer server, String lines) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            String head = "GET /api/v1/runs HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n%s\r\n\r\n"
                    .formatted(server.address().getPort(), lines);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String first = new String(answer.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(first.substring(first.length() - 3));
        }
    }
}
