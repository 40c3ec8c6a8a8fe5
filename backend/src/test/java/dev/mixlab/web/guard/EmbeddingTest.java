package dev.mixlab.web.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.TestOperations;
import dev.mixlab.web.TestStore;
import dev.mixlab.web.WebVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    private static final String SHARE = "/s/" + "a".repeat(43);

    private static List<HttpHeaders> headers(List<String> hosts, String... paths)
            throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (TestStore store = new TestStore()) {
            WebVerticle server = new WebVerticle(
                            "localhost", 0, List.of(), "page-for-tests", TestOperations.over(store))
                    .embeddedBy(hosts);
            vertx.deployVerticle(server).await();
            List<HttpHeaders> answers = new ArrayList<>();
            for (String path : paths) {
                URI address = URI.create("http://localhost:" + server.port() + path);
                HttpRequest request = HttpRequest.newBuilder(address).build();
                answers.add(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .headers());
            }
            return answers;
        } finally {
            vertx.close().await();
        }
    }

    private static String policy(HttpHeaders headers) {
        return headers.firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void onlyTheEmbeddedFormOfAShareMayBeFramedAndOnlyByTheNamedHosts() throws IOException, InterruptedException {
        List<HttpHeaders> answers = headers(
                List.of("wiki.test", "https://blog.test:8443"),
                SHARE + "?embed=1",
                SHARE,
                "/?embed=1",
                "/shares?embed=1",
                "/api/v1/shared/" + "a".repeat(43) + "?embed=1",
                SHARE + "?embed=0");

        assertThat(policy(answers.get(0)))
                .endsWith("; frame-ancestors http://wiki.test https://wiki.test https://blog.test:8443");
        assertThat(answers.get(0).firstValue("X-Frame-Options")).isEmpty();
        for (HttpHeaders other : answers.subList(1, answers.size())) {
            assertThat(policy(other)).endsWith("; frame-ancestors 'none'");
            assertThat(other.firstValue("X-Frame-Options")).contains("DENY");
        }
    }

    @Test
    void nobodyMayEmbedWhereNoHostIsNamed() throws IOException, InterruptedException {
        HttpHeaders headers = headers(List.of(), SHARE + "?embed=1").get(0);

        assertThat(policy(headers)).endsWith("; frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.wiki.test",
                "wiki.test; script-src *",
                "wiki.test/path",
                "",
                "'self'",
                "ftp://wiki.test",
                "a b",
                "wiki.test:"
            })
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> Embedding.by(List.of(host)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--embed-host '%s'", host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.7:8000", "[::1]:8080", "http://a.b-c.test"})
    void namesAndAddressesAreHosts(String host) {
        assertThat(Embedding.by(List.of(host)).ancestors()).contains(host);
    }
}
