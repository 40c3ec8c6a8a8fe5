package dev.mixlab.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.Sha256;
import dev.mixlab.run.Run;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Texts for heads, and the launches that name them. */
class TextOperationsTest {

    private final RunningServer server = new RunningServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String path, String type, byte[] body) {
        return server.send(server.request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpResponse<String> text(byte[] body) {
        return post("/api/v1/texts", "text/plain", body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTextIsStoredAndReadByItsHash() {
        HttpResponse<String> answer = text(bytes("Eins.\n\nZwei für zwei.\n"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonObject stored = new JsonObject(answer.body());
        String sha256 = Sha256.hex(bytes("Eins.\n\nZwei für zwei.\n"));
        assertThat(stored.getString("sha256")).isEqualTo(sha256);
        assertThat(stored.getInteger("sentences")).isEqualTo(2);
        String address = answer.headers().firstValue("Location").orElseThrow();
        assertThat(address).isEqualTo("/api/v1/texts/" + sha256);
        HttpResponse<String> read = server.send(server.request(address).build());
        assertThat(new JsonObject(read.body())).isEqualTo(stored);
        assertThat(text(bytes("Eins.\n\nZwei für zwei.\n")).statusCode()).isEqualTo(201);
    }

    @Test
    void whatIsNoTextIsRefusedAndNotStored() {
        assertRefused(text("fünf\n".getBytes(StandardCharsets.ISO_8859_1)), 422, "the text is not UTF-8: line 1");
        assertRefused(text(bytes(" \n\n")), 422, "the text has no sentence: all of its lines are blank");
        assertRefused(text(new byte[0]), 422, "the text has no sentence");
        assertRefused(post("/api/v1/texts", "text/html", bytes("a")), 415, "text/plain or application/octet-stream");
        assertRefused(text(new byte[(int) TextOperations.LIMIT + 1]), 413, "the file is larger than 32 MiB");
        assertRefused(
                server.send(server.request("/api/v1/texts/" + "ab".repeat(32)).build()), 404, "no stored text");
        assertThat(server.send(server.request("/api/v1/texts/ab").build()).statusCode())
                .isEqualTo(400);
        assertThat(server.store.folder.resolve("uploads")).isEmptyDirectory();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    private HttpResponse<String> launch(String headFitting) {
        return post(
                "/api/v1/runs",
                "application/json",
                bytes("{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"methods\":[\"attn\"],\"headFitting\":%s}"
                        .formatted(headFitting)));
    }

    private PipelineSpec launched(String headFitting) {
        HttpResponse<String> answer = launch(headFitting);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        Run run = server.store.runs.get(new RunId(new JsonObject(answer.body()).getString("id")));
        return run.spec();
    }

    @Test
    void aLaunchNamesTheFittingOfAHeadAndWhatItLeavesOutIsUsual() {
        String sha256 = "ab".repeat(32);

        assertThat(launched("{}").headFitting())
                .isEqualTo(new HeadFittingSpec(Source.TRAIN, null, 1000, 2048, 1e-3, 0.1, 42));
        assertThat(launched("{\"text\":\"%s\",\"steps\":7,\"tokensPerBatch\":64}".formatted(sha256))
                        .headFitting())
                .isEqualTo(new HeadFittingSpec(Source.TEXT, sha256, 7, 64, 1e-3, 0.1, 42));
        assertThat(launched("{\"source\":\"train\",\"learningRate\":0.5,\"heldOut\":0.5,\"seed\":0}")
                        .headFitting())
                .isEqualTo(new HeadFittingSpec(Source.TRAIN, null, 1000, 2048, 0.5, 0.5, 0));
    }

    @Test
    void settingsOutsideTheirBoundsAreRefused() {
        assertRefused(launch("{\"steps\":0}"), 400, "headFitting.steps");
        assertRefused(launch("{\"tokensPerBatch\":63}"), 400, "headFitting.tokensPerBatch");
        assertRefused(launch("{\"learningRate\":0}"), 400, "headFitting.learningRate");
        assertRefused(launch("{\"heldOut\":0.6}"), 400, "headFitting.heldOut");
        assertRefused(launch("{\"source\":\"web\"}"), 400, "headFitting.source");
        assertRefused(launch("{\"text\":\"abc\"}"), 400, "headFitting.text");
        assertRefused(launch("{\"epochs\":1}"), 400, "headFitting.epochs");
        assertRefused(launch("{\"source\":\"text\"}"), 422, "a text goes with the source 'text', and with no other");
        assertRefused(
                launch("{\"source\":\"train\",\"text\":\"%s\"}".formatted("ab".repeat(32))), 422, "a text goes with");
    }
}
