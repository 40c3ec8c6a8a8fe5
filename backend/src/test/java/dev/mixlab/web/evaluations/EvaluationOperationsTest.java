package dev.mixlab.web.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.RunningServer;
import dev.mixlab.web.TenSentences;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is stored of evaluations, and launches that ask for them. */
class EvaluationOperationsTest {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String rest) {
        return server.get("/api/v1/scores/" + server.scores.run.id() + rest);
    }

    private static JsonObject object(String rest) {
        HttpResponse<String> response = get(rest);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static JsonObject launched(String rest) {
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"%s}".formatted(rest);
        HttpResponse<String> response = server.post("/api/v1/runs", launch);
        assertThat(response.statusCode()).isEqualTo(201);
        return new JsonObject(response.body()).getJsonObject("spec");
    }

    @Test
    void evaluationsSayWhatTheyMeasure() {
        JsonArray all = new JsonArray(server.get("/api/v1/evaluations").body());
        assertThat(all)
                .extracting(one -> ((JsonObject) one).getString("id"))
                .containsExactly(
                        "cue_alignment",
                        "cue_alignment_positive",
                        "cue_alignment_words",
                        "faithfulness",
                        "faithfulness_normalised",
                        "causal_agreement",
                        "logit_lens",
                        "heads",
                        "token_removal",
                        "weight_randomisation",
                        "probing",
                        "probing_as_published");
        JsonObject sufficiency = all.getJsonObject(3).getJsonArray("measures").getJsonObject(4);
        assertThat(sufficiency.getString("id")).isEqualTo("sufficiency");
        assertThat(sufficiency.getBoolean("higherIsBetter")).isFalse();
        assertThat(all)
                .filteredOn(one -> ((JsonObject) one).getBoolean("standard"))
                .extracting(one -> ((JsonObject) one).getString("id"))
                .containsExactly("cue_alignment", "faithfulness", "probing");
    }

    @Test
    void aScoreRunSaysWhatIsStoredOfItAndOverWhichGroups() {
        JsonObject evaluated = object("/evaluations");
        assertThat(evaluated.getJsonArray("evaluations").getJsonObject(0).getString("computedAt"))
                .isEqualTo("2026-01-02T03:04:05Z");
        assertThat(evaluated.getJsonArray("groups"))
                .containsExactly(
                        new JsonObject().put("name", "all").put("examples", 10),
                        new JsonObject().put("name", "right").put("examples", 5));
        assertThat(server.get("/api/v1/scores/s-0000000000/evaluations").statusCode())
                .isEqualTo(404);
    }

    @Test
    void figuresComeOfEveryViewAndLayerWithTheirIntervals() {
        JsonObject table = object("/figures?measure=cue_dot&group=right");
        assertThat(table.getInteger("layers")).isEqualTo(TenSentences.LAYERS);
        assertThat(table.getInteger("examples")).isEqualTo(5);
        JsonObject first = table.getJsonArray("views").getJsonObject(0);
        assertThat(first.getString("aggregation")).isEqualTo("none");
        assertThat(first.getJsonObject("figures").getJsonArray("mean")).containsExactly(0.133333, 0.2);
        assertThat(first.getJsonObject("figures").getJsonArray("n")).containsExactly(5, 5);
        assertThat(table.getJsonArray("views")
                        .getJsonObject(1)
                        .getJsonObject("figures")
                        .getJsonArray("mean"))
                .hasSize(1);
    }

    @Test
    void valuesComeSentenceBySentenceNullWhereUndefined() {
        JsonObject values = object("/values?measure=cue_dot&method=attn&layer=1");
        assertThat(values.getString("aggregation")).isEqualTo("none");
        assertThat(values.getJsonArray("values")).hasSize(10);
        assertThat(values.getJsonArray("values").getDouble(3)).isEqualTo(0.133333);
        assertThat(values.getJsonArray("values").getValue(9)).isNull();
    }

    @Test
    void aLayerThatAViewDoesNotHaveIsRefused() {
        HttpResponse<String> response = get("/values?measure=cue_dot&method=attn&layer=2");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("layer 2 of attn, which has 2");
        assertThat(get("/values?measure=cue_dot&method=nothing&layer=0").statusCode())
                .isEqualTo(404);
        assertThat(get("/values?measure=cue_dot&method=attn").statusCode()).isEqualTo(400);
    }

    @Test
    void methodsAreComparedInPairsAtALayerOrOverAll() {
        JsonObject over = object("/comparisons?measure=cue_dot");
        assertThat(over.getValue("layer")).isNull();
        assertThat(over.getString("test")).isEqualTo("permutation");
        assertThat(over.getJsonArray("methods")).containsExactly("value_zeroing_cosine", "attn");
        JsonObject pair = over.getJsonArray("pairs").getJsonObject(0);
        assertThat(pair.getString("first")).isEqualTo("value_zeroing_cosine");
        JsonObject difference = pair.getJsonObject("difference");
        assertThat(difference.getDouble("mean")).isEqualTo(0.133333);
        assertThat(difference.getInteger("n")).isEqualTo(8);
        assertThat(difference.getDouble("p"))
                .isEqualTo(difference.getDouble("adjusted"))
                .isLessThan(0.05);

        JsonObject at = object("/comparisons?measure=cue_dot&group=right&layer=0&test=wilcoxon");
        assertThat(at.getInteger("layer")).isZero();
        assertThat(at.getJsonArray("pairs")
                        .getJsonObject(0)
                        .getJsonObject("difference")
                        .getInteger("n"))
                .isEqualTo(5);
    }

    @Test
    void anAggregationOfWhichNothingIsStoredIsRefused() {
        HttpResponse<String> response = get("/comparisons?measure=cue_dot&aggregation=rollout");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("aggregation").contains("rollout");
    }

    @Test
    void deletionCurvesComeByLayer() {
        JsonObject curves = object("/deletion?layer=1");
        assertThat(curves.getInteger("layer")).isEqualTo(1);
        assertThat(curves.getDouble("whole")).isEqualTo(0.75);
        assertThat(curves.getJsonArray("views").getJsonObject(1).getString("aggregation"))
                .isEqualTo("last_layer");
        assertThat(curves.getJsonObject("random").getJsonObject("only").getJsonArray("mean"))
                .containsExactly(0.5, 0.25);
        assertThat(get("/deletion?layer=2").statusCode()).isEqualTo(404);
    }

    @Test
    void aSentenceHasItsMeasuresAndItsBlankOut() {
        JsonObject drawn = object("/examples/3/evaluation?method=attn");
        assertThat(drawn.getJsonArray("measures").getJsonObject(0).getJsonArray("values"))
                .containsExactly(0.1, 0.133333);
        assertThat(drawn.getJsonArray("blankOut")).containsExactly(0.125, -0.25, 0.0);
        assertThat(drawn.getBoolean("deletion")).isTrue();
        JsonObject last = object("/examples/9/evaluation?method=attn");
        assertThat(last.getValue("blankOut")).isNull();
        assertThat(last.getBoolean("deletion")).isFalse();
        assertThat(get("/examples/10/evaluation?method=attn").statusCode()).isEqualTo(404);
        assertThat(get("/examples/3/evaluation?method=magic").statusCode()).isEqualTo(404);
    }

    @Test
    void answersAreCompressedWhereTheClientAsks() {
        String path = "/api/v1/scores/" + server.scores.run.id() + "/figures?measure=cue_dot";
        HttpResponse<byte[]> response = server.send(
                server.request(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.body()).startsWith(0x1f, 0x8b);
    }

    @Test
    void aLaunchMakesTheStandardEvaluationsWithTheRandomBaseline() {
        JsonObject spec = launched("");
        assertThat(spec.getJsonArray("evaluations")).containsExactly("cue_alignment", "faithfulness", "probing");
        assertThat(spec.getJsonArray("methods")).contains("random");
        JsonObject usual = new JsonObject()
                .put("resamples", 2000)
                .put("seed", 42)
                .put("pooling", "sum")
                .put("cueUnits", new JsonArray().add("as_published").add("number_words"))
                .put("deletionExamples", 512)
                .put("probeOrders", 5);
        assertThat(spec.getJsonObject("evaluating")).isEqualTo(usual);
        assertThat(launched(",\"evaluations\":[]").getJsonArray("methods")).doesNotContain("random");
    }

    @Test
    void aLaunchThatDoesNotSayHowManySentencesHaveDeletionCurvesGetsTheSuggestedNumber() {
        assertThat(deletions(",\"examples\":1000")).isEqualTo(512);
        assertThat(deletions(",\"examples\":1001")).isEqualTo(64);
        assertThat(deletions(",\"examples\":1001,\"evaluating\":{\"seed\":7}")).isEqualTo(64);
        assertThat(deletions(",\"examples\":1001,\"evaluating\":{\"deletionExamples\":512}"))
                .isEqualTo(512);
        assertThat(deletions(",\"examples\":1001,\"evaluating\":{\"deletionExamples\":null}"))
                .isNull();
    }

    private static @Nullable Integer deletions(String fields) {
        return launched(fields).getJsonObject("evaluating").getInteger("deletionExamples");
    }

    @Test
    void aLaunchKeepsTheEvaluatingThatItIsGiven() {
        String given = "{\"resamples\":100,\"seed\":7,\"pooling\":\"max\",\"cueUnits\":[\"as_published\",\"phrase\"],"
                + "\"deletionExamples\":null,\"probeOrders\":3}";
        JsonObject spec = launched(",\"evaluations\":[\"faithfulness\"],\"evaluating\":" + given);
        assertThat(spec.getJsonObject("evaluating")).isEqualTo(new JsonObject(given));
        assertThat(launched(",\"evaluating\":{\"deletionExamples\":3}")
                        .getJsonObject("evaluating")
                        .getInteger("deletionExamples"))
                .isEqualTo(3);
        assertThat(launched(",\"evaluating\":{\"cueUnits\":[\"head\"]}")
                        .getJsonObject("evaluating")
                        .getJsonArray("cueUnits"))
                .containsExactly("as_published", "head");
        HttpResponse<String> refused = server.post(
                "/api/v1/runs", "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"evaluating\":{\"resamples\":99}}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("evaluating.resamples");
    }
}
