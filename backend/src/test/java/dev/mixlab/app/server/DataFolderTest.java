package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.mixing.method.MachineBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A data folder that an earlier version has written opens and answers as it did. Its SOURCE.md says what is in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataFolderTest {

    private static final String EARLIER = "/data-folders/0.1.0/";
    private static final String CHECKPOINT = "c-3tzna7ez4g";
    private static final String WEIGHTS_SHA256 = "f29c6e5cca042476edd1e49b1b0da2b4c128039d1f15d63e441ecd7f72caec1c";

    private final HttpClient client = HttpClient.newHttpClient();

    private JsonNode answers = new ObjectMapper().createObjectNode();
    private Application application;
    private WebServer server;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        try (InputStream database = resource("mixlab.mv.db")) {
            Files.copy(database, folder.resolve("mixlab.mv.db"));
        }
        try (InputStream recorded = resource("answers.json")) {
            answers = new ObjectMapper().readTree(recorded);
        }
        // the engine's libraries stay where other tests have unpacked them
        System.setProperty(
                "DJL_CACHE_DIR",
                Path.of(System.getProperty("user.home"), ".djl.ai").toString());
        URI nowhere = URI.create("http://localhost:1/");
        application = Application.open(new Application.Settings(folder, 1, nowhere, MachineBudget.ofMachine()));
        server = WebServer.start("localhost", 0, List.of(), application.operations());
    }

    @AfterAll
    void close() {
        server.close();
        application.close();
    }

    Stream<String> requests() {
        return answers.properties().stream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyAnswerIsAsItWas(String request) throws Exception {
        HttpResponse<String> response = client.send(request(request), BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertContains(request, new ObjectMapper().readTree(response.body()), answers.get(request));
    }

    @Test
    void itsCheckpointDownloadsWithTheSameWeights() throws Exception {
        HttpResponse<byte[]> response =
                client.send(request("/checkpoints/" + CHECKPOINT + "/download"), BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        byte[] weights = entry(response.body(), CHECKPOINT + "/model.safetensors");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights)))
                .isEqualTo(WEIGHTS_SHA256);
    }

    /** The earlier version did not note it; the migration has read its figures. */
    @Test
    void itsRunHasTheBestShareOnCuesOfItsFigures() throws Exception {
        HttpResponse<String> answer = client.send(request("/runs/r-my1pp4xw0w"), BodyHandlers.ofString());
        JsonNode run = new ObjectMapper().readTree(answer.body());
        HttpResponse<String> figures = client.send(
                request("/scores/%s/figures?measure=cue_dot"
                        .formatted(run.get("scoreRunAfter").asText())),
                BodyHandlers.ofString());
        String best = "";
        double largest = -1;
        for (JsonNode view : new ObjectMapper().readTree(figures.body()).get("views")) {
            JsonNode means = view.get("figures").get("mean");
            for (int layer = 0; layer < means.size(); layer++) {
                double mean = means.get(layer).asDouble();
                if (view.get("aggregation").asText().equals("none") && mean > largest) {
                    largest = mean;
                    best = "%s, layer %s".formatted(view.get("method").asText(), layer + 1);
                }
            }
        }

        JsonNode share = run.get("bestCueShare");
        assertThat(share.get("value").asDouble()).isEqualTo(largest).isPositive();
        assertThat("%s, layer %s".formatted(share.get("method").asText(), share.get("layer")))
                .isEqualTo(best);
        assertThat(share.get("layer").asInt()).isPositive();
    }

    /** The answer may have fields that the earlier version did not know, and nothing else may differ. */
    private static void assertContains(String place, JsonNode actual, JsonNode expected) {
        assertThat(actual.getNodeType()).as(place).isEqualTo(expected.getNodeType());
        if (expected.isObject()) {
            expected.properties().forEach(field -> {
                assertThat(actual.has(field.getKey()))
                        .as(place + "." + field.getKey())
                        .isTrue();
                assertContains(place + "." + field.getKey(), actual.get(field.getKey()), field.getValue());
            });
        } else if (expected.isArray()) {
            assertThat(actual).as(place).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertContains(place + "[" + i + "]", actual.get(i), expected.get(i));
            }
        } else {
            assertThat(actual).as(place).isEqualTo(expected);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(server.address().resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private static byte[] entry(byte[] archive, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new AssertionError("the archive has no " + name);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(DataFolderTest.class.getResourceAsStream(EARLIER + name), name);
    }
}
