package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {

    private static final String ASSET = "/assets/app-1a2b3c4d.js";

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
    @ValueSource(strings = {"/", "/index.html", "/runs", "/runs/r-0123456789", "/scores/s-1/examples/4?method=attn"})
    void everyPlaceWithinThePageIsThePage(String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("page for tests");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void aFileWithAHashInItsNameMayBeKept() {
        HttpResponse<String> response = server.get(ASSET);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
    }

    @Test
    void aFileThatTheClientHasIsNotSentAgain() {
        String tag = server.get("/").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                server.send(server.request("/").header("If-None-Match", tag).build());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        HttpResponse<String> other = server.send(
                server.request("/").header("If-None-Match", "W/\"0\"").build());
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void headGivesTheHeadersOnly() {
        HttpResponse<String> response = server.send(
                server.request(ASSET).method("HEAD", BodyPublishers.noBody()).build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        int length = server.get(ASSET).body().length();
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(length);
    }

    @Test
    void filesTravelCompressedToClientsThatCanReadIt() {
        HttpResponse<byte[]> plain = server.send(server.request(ASSET).build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> packed = server.send(
                server.request(ASSET).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body()).hasSizeLessThan(plain.body().length / 4);
        assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/none.js", "/assets/", "/none.png", "/assets"})
    void aFileThatIsNotThereIsNotFoundExceptWhereThePageHasAPlace(String path) {
        int status = server.get(path).statusCode();
        assertThat(status).isEqualTo(path.equals("/assets") ? 200 : 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../openapi.yaml",
                "/assets/../../openapi.yaml",
                "/%2e%2e/openapi.yaml",
                "/assets/%2e%2e/%2e%2e/openapi.yaml",
                "/..%2fopenapi.yaml",
                "/assets/..%5c..%5copenapi.yaml",
                "/./.././../openapi.yaml",
                "//openapi.yaml",
                "/.hidden.txt",
            })
    void nothingOutsideThePagesFolderIsGiven(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("openapi: 3.1.0");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.address("/").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepBrowsersSafe() {
        for (String path : new String[] {"/", ASSET, "/api/v1/health", "/api/v1/none"}) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void aServerWithoutAPageStillAnswersItsOperations() {
        try (RunningServer bare = new RunningServer("no-such-folder")) {
            assertThat(bare.get("/").statusCode()).isEqualTo(404);
            assertThat(bare.get("/api/v1/health").statusCode()).isEqualTo(200);
        }
    }

    private static String page(RunningServer from, String path) {
        return from.get(path).headers().firstValue("Mixlab-Page").orElseThrow();
    }

    @Test
    void everyAnswerNamesThePageSoThatATabNoticesAnUpgrade() {
        String name = server.get("/").headers().firstValue("ETag").orElseThrow();
        for (String path : List.of(
                "/", "/runs", ASSET, "/api/v1/health", "/api/v1/runs/r-0", "/api/v1/nothing", "/assets/gone.js")) {
            assertThat(page(server, path)).as(path).isEqualTo(name);
        }
        try (RunningServer upgraded = new RunningServer("page-after-an-upgrade")) {
            assertThat(page(upgraded, "/api/v1/health")).isNotEqualTo(name);
        }
    }

    @Test
    void aFileOfAnEarlierPageIsNotThere() {
        assertThat(server.get("/assets/app-00000000.js").statusCode()).isEqualTo(404);
    }
}
