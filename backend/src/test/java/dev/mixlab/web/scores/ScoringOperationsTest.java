package dev.mixlab.web.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.RunningServer;
import dev.mixlab.web.TenSentences;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings of scoring, kinds of methods and maps of the target's row alone. */
class ScoringOperationsTest {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonObject launched(String rest) {
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"%s}".formatted(rest);
        HttpResponse<String> response = server.post("/api/v1/runs", launch);
        assertThat(response.statusCode()).isEqualTo(201);
        return new JsonObject(response.body()).getJsonObject("spec");
    }

    private static String maps(String query) {
        return "/api/v1/scores/" + server.scores.run.id() + "/examples/3/maps?" + query;
    }

    @Test
    void aLaunchScoresWholeMapsWhereNothingElseIsSaid() {
        JsonObject usual = new JsonObject()
                .put("rows", "all")
                .put(
                        "attribution",
                        new JsonObject()
                                .put("steps", 50)
                                .put("baseline", "zero")
                                .put("rule", "midpoint"))
                .put("seed", 42);
        assertThat(launched("").getJsonObject("scoring")).isEqualTo(usual);
        assertThat(launched(",\"scoring\":{}").getJsonObject("scoring")).isEqualTo(usual);
        assertThat(launched(",\"scoring\":{\"attribution\":{}}").getJsonObject("scoring"))
                .isEqualTo(usual);
    }

    @Test
    void aLaunchKeepsTheScoringThatItIsGiven() {
        String given = "{\"rows\":\"target\",\"attribution\":{\"steps\":1000,\"baseline\":\"mask\","
                + "\"rule\":\"gauss_legendre\"},\"seed\":9007199254740991}";
        assertThat(launched(",\"scoring\":" + given).getJsonObject("scoring")).isEqualTo(new JsonObject(given));
    }

    @Test
    void aBaselineThatIsNotKnownIsRefused() {
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\","
                + "\"scoring\":{\"attribution\":{\"baseline\":\"noise\"}}}";
        HttpResponse<String> response = server.post("/api/v1/runs", launch);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("scoring.attribution.baseline");
    }

    @Test
    void methodsThatTakeHundredsOfPassesAreScoredOnlyWhenNamed() {
        assertThat(launched("").getJsonArray("methods")).containsExactly("value_zeroing_cosine", "attn", "random");
        assertThat(launched(",\"methods\":[\"integrated_gradients\"],\"evaluations\":[]")
                        .getJsonArray("methods"))
                .containsExactly("integrated_gradients");
    }

    @Test
    void methodsSayWhatTheyAreAndWhatTheyNeed() {
        JsonArray methods = new JsonArray(server.get("/api/v1/methods").body());
        JsonObject last = methods.getJsonObject(2);
        assertThat(last.getString("kind")).isEqualTo("attribution");
        assertThat(last.getJsonArray("needs")).containsExactly("path");
        assertThat(last.getJsonObject("range").getValue("minimum")).isNull();
        assertThat(methods.getJsonObject(0).getJsonArray("needs")).containsExactly("trace");
    }

    @Test
    void anAttributionIsOneRowPerLayerWithWhatItMissesOfItsSum() {
        JsonObject maps =
                new JsonObject(server.get(maps("method=integrated_gradients")).body());
        assertThat(maps.getInteger("rows")).isEqualTo(1);
        assertThat(maps.getJsonArray("values").getJsonArray(1))
                .isEqualTo(
                        new JsonArray().add(new JsonArray().add(-2.0).add(0.0).add(3.0)));
        assertThat(maps.getJsonArray("deltas")).containsExactly(0.125, -0.0625);
    }

    @Test
    void aRowComesAsBinaryToo() {
        HttpResponse<byte[]> response = server.send(
                server.request(maps("method=integrated_gradients"))
                        .header("Accept", "application/octet-stream")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Mixlab-Rows")).contains("1");
        assertThat(response.body()).hasSize(TenSentences.LAYERS * TenSentences.TOKENS * Float.BYTES);
    }

    @Test
    void anAggregationThatTheMethodDoesNotOfferIsRefused() {
        HttpResponse<String> response = server.get(maps("method=integrated_gradients&aggregation=rollout"));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("integrated_gradients cannot be aggregated by rollout");
    }
}
