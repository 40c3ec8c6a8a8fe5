package dev.mixlab.web.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlaygroundOperationsTest {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String address(String what, String text, String rest) {
        return "/api/v1/playground/%s?modelId=tiny-bert&text=%s%s"
                .formatted(what, URLEncoder.encode(text, StandardCharsets.UTF_8), rest);
    }

    private static JsonObject analysed(String text, String rest) {
        HttpResponse<String> response = server.get(address("sentence", text, rest));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    @Test
    void aMinimalPairIsAnalysed() {
        JsonObject analysis = analysed("the keys are old .", "&badText=the+keys+is+old+.");
        assertThat(analysis.getInteger("targetWord")).isEqualTo(2);
        assertThat(analysis.getJsonObject("good").getString("text")).isEqualTo("are");
        assertThat(analysis.getJsonObject("bad").getString("text")).isEqualTo("is");
        assertThat(analysis.getJsonObject("model").getString("name")).isEqualTo("tiny-bert");
        assertThat(analysis.getJsonArray("words").getJsonObject(1).getInteger("start"))
                .isEqualTo(4);
    }

    @Test
    void mapsOfAllMethodsHaveTheTokensOfTheSentenceAndAreAggregatedOnRequest() {
        int tokens = analysed("the keys are old .", "").getJsonArray("tokens").size();
        HttpResponse<String> response =
                server.get(address("maps", "the keys are old .", "&method=value_zeroing_cosine&aggregation=rollout"));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject maps = new JsonObject(response.body());
        assertThat(maps.getInteger("tokens")).isEqualTo(tokens);
        assertThat(maps.getInteger("layers")).isEqualTo(6);
        JsonArray row = maps.getJsonArray("values").getJsonArray(5).getJsonArray(1);
        assertThat(row.stream()
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .sum())
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void mapsAreAnsweredInBinaryToo() {
        HttpResponse<byte[]> response = server.send(
                server.request(address("maps", "the keys are old .", "&method=attn"))
                        .header("Accept", "application/octet-stream")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Mixlab-Layers")).hasValue("6");
        int tokens =
                Integer.parseInt(response.headers().firstValue("Mixlab-Tokens").orElseThrow());
        assertThat(response.body()).hasSize(6 * tokens * tokens * Float.BYTES);
    }

    @Test
    void blankedOutWordsAndAnUnmaskedTargetAreReadFromTheAddress() {
        JsonArray tokens = analysed("the keys are old .", "&target=2&maskTarget=false&blankedOut=1,3")
                .getJsonArray("tokens");
        assertThat(tokens.stream().map(token -> ((JsonObject) token).getString("text")))
                .containsExactly("[CLS]", "the", "[MASK]", "are", "[MASK]", ".", "[SEP]");
    }

    @Test
    void whatBreaksARuleIsAProblemThatNamesIt() {
        assertProblem(422, address("sentence", "the keys", "&target=9"), "word 9 of a sentence of 2 words");
        assertProblem(400, address("sentence", "the keys", "&blankedOut=one"), "blankedOut");
        assertProblem(400, address("sentence", "x".repeat(601), ""), "text");
        assertProblem(422, address("maps", "the keys", "&method=tea_leaves"), "tea_leaves");
        assertProblem(422, address("maps", "the keys", "&method=grad_x_input&aggregation=rollout"), "rollout");
        assertProblem(404, "/api/v1/playground/sentence?modelId=nothing&text=the", "nothing");
    }

    @Test
    void theLongestSentenceOfAnyScriptFitsIntoAnAddress() {
        HttpResponse<String> response = server.get(address(
                "sentence",
                "\u754C".repeat(600),
                "&badText=" + URLEncoder.encode("\u754C".repeat(600), StandardCharsets.UTF_8)));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("602 tokens where at most 64 can be read");
    }

    private static void assertProblem(int status, String address, String detail) {
        HttpResponse<String> response = server.get(address);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("detail")).contains(detail);
    }
}
