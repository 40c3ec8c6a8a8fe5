package dev.mixlab.web.evaluations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Estimate;
import dev.mixlab.evaluation.statistics.PValues;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.run.Run;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.StoredResults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Probing, the spread over seeds and comparisons, read from a real database. */
class ResultsTest {

    private static RunningServer server;
    private static StoredResults results;

    @BeforeAll
    static void start() {
        server = new RunningServer();
        results = new StoredResults(server.store);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonObject get(String path) {
        HttpResponse<String> response = server.get("/api/v1" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static String scores(Run run) {
        return results.after(run).id().value();
    }

    private static void assertRefused(String path, int status, String... texts) {
        HttpResponse<String> response = server.get("/api/v1" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(texts);
    }

    @Test
    void probingComesByLayerWithItsControlAndPortions() {
        JsonObject probing = get("/scores/" + scores(results.first) + "/probing");

        assertThat(probing.getString("mode")).isEqualTo("standard");
        assertThat(probing.getDouble("uniformBits")).isEqualTo(12);
        JsonArray layers = probing.getJsonArray("layers");
        assertThat(layers).hasSize(StoredResults.LAYERS + 1);
        JsonObject labels = layers.getJsonObject(2).getJsonObject("labels");
        assertThat(labels.getDouble("compression")).isEqualTo(2);
        assertThat(labels.getJsonArray("compressions")).containsExactly(1.5, 3.0);
        assertThat(labels.getDouble("deviation")).isEqualTo(1.06066);
        assertThat(labels.getJsonArray("portions").getJsonObject(0).getDouble("share"))
                .isEqualTo(0.5);
    }

    @Test
    void aCorrelationThatIsNotDefinedIsNull() {
        JsonObject view = get("/scores/" + scores(results.first) + "/correlations?measure=cue_dot")
                .getJsonArray("views")
                .getJsonObject(0);

        assertThat(view.getString("aggregation")).isEqualTo("none");
        assertThat(view.getJsonObject("spearman").getValue("value")).isNull();
        assertThat(view.getJsonObject("pearson").getDouble("low")).isEqualTo(-0.25);
    }

    @Test
    void quantitiesComeByLayerWithTheirNames() {
        JsonObject lens = get("/scores/" + scores(results.first) + "/quantities?evaluation=logit_lens");

        assertThat(lens.getInteger("firstLayer")).isZero();
        assertThat(lens.getInteger("layers")).isEqualTo(StoredResults.LAYERS + 1);
        assertThat(lens.getValue("heads")).isNull();
        assertThat(lens.getInteger("examples")).isEqualTo(12);
        JsonObject rank = lens.getJsonArray("quantities").getJsonObject(0);
        assertThat(rank.getString("name")).isEqualTo("Rank of the good word");
        assertThat(rank.getJsonObject("figures").getJsonArray("mean")).containsExactly(9.0, 4.0, 2.0);
    }

    @Test
    void quantitiesOfNoEvaluationOrGroupAreNotFound() {
        String quantities = "/scores/" + scores(results.first) + "/quantities";
        assertRefused(quantities + "?evaluation=heads", 404, "heads");
        assertRefused(quantities + "?evaluation=logit_lens&group=ana", 404, "ana");
        assertRefused(quantities + "?evaluation=faithfulness", 422, "faithfulness", "measures methods");
        assertRefused(quantities + "?evaluation=nothing", 422, "nothing");
        assertRefused(quantities, 400, "evaluation");
    }

    @Test
    void whatWasNotMadeIsNotFoundAndSaysWhat() {
        String scores = "/scores/" + scores(results.first);
        assertRefused(scores + "/probing?mode=as_published", 404, "probing_as_published");
        assertRefused(scores + "/correlations?measure=spearman", 404, "spearman", "cue alignment");
        assertRefused(scores + "/probing?mode=best", 400, "mode");
        assertRefused("/scores/s-0000000000/probing", 404, "s-0000000000");
    }

    @Test
    void runsThatDifferInTheSeedAreGathered() {
        JsonObject spread = get("/scores/" + scores(results.second) + "/spread?measure=cue_dot&group=right");

        assertThat(spread.getJsonArray("scoreRuns"))
                .extracting(run -> ((JsonObject) run).getInteger("seed"))
                .containsExactly(42, 7);
        assertThat(spread.getJsonArray("scoreRuns").getJsonObject(0).getString("id"))
                .isEqualTo(scores(results.first));
        double one = mean(results.first, "right");
        double two = mean(results.second, "right");
        JsonObject view = spread.getJsonArray("views").getJsonObject(0);
        assertThat(view.getString("method")).isEqualTo("value_zeroing_cosine");
        assertThat(view.getJsonArray("mean").getDouble(1)).isCloseTo((one + two) / 2, within(1e-5));
        assertThat(view.getJsonArray("minimum").getDouble(1)).isEqualTo(Math.min(one, two));
        assertThat(view.getJsonArray("maximum").getDouble(1)).isEqualTo(Math.max(one, two));
        assertThat(view.getJsonArray("deviation").getDouble(1))
                .isCloseTo(Math.abs(one - two) / Math.sqrt(2), within(1e-5));
    }

    private static double mean(Run run, String group) {
        return server.store
                .evaluations
                .figures(results.after(run).id(), "cue_dot", group)
                .views()
                .get(0)
                .mean()
                .get(1);
    }

    @Test
    void aRunWithoutSiblingsHasNoDeviation() {
        JsonObject spread = get("/scores/" + scores(results.other) + "/spread?measure=cue_dot");

        assertThat(spread.getJsonArray("scoreRuns")).hasSize(1);
        JsonObject view = spread.getJsonArray("views").getJsonObject(0);
        assertThat(view.getJsonArray("deviation")).containsExactly(null, null);
        assertThat(view.getJsonArray("mean")).isEqualTo(view.getJsonArray("maximum"));
    }

    private static String compare(String... items) {
        return "/compare?measure=cue_dot&item=" + String.join("&item=", items);
    }

    @Test
    void itemsAreComparedOverTheSentencesThatTheyHaveInCommon() {
        JsonObject comparison = get(compare(
                scores(results.first) + ",attn,none",
                scores(results.other) + ",attn,none",
                scores(results.first) + ",value_zeroing_cosine,none"));

        assertThat(comparison.getInteger("examples")).isEqualTo(10);
        double[] base = values(results.first, 2, 2);
        double[] other = values(results.other, 2, 0);
        double[] zeroing = values(results.first, 0, 2);
        assertDifference(comparison, 0, minus(other, base));
        assertDifference(comparison, 1, minus(zeroing, base));
        assertThat(comparison
                        .getJsonArray("items")
                        .getJsonObject(1)
                        .getJsonObject("figures")
                        .getJsonArray("n"))
                .containsExactly(9, 9);
        assertThat(comparison.getJsonArray("items").getJsonObject(1).getString("runName"))
                .isEqualTo("other");
    }

    /** The second layer of a view for sentences e2 to e11, which begin at an index. */
    private static double[] values(Run run, int view, int from) {
        MeasureValues column =
                server.store.evaluations.column(results.after(run).id(), "cue_dot", StoredResults.VIEWS.get(view));
        double[] layer = column.layer(1);
        return IntStream.range(from, from + 10).mapToDouble(i -> layer[i]).toArray();
    }

    private static double[] minus(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] - other[i])
                .toArray();
    }

    private static void assertDifference(JsonObject comparison, int place, double[] expected) {
        EvaluatingSettings settings = StoredResults.SETTINGS;
        Bootstrap bootstrap = EstimateTable.bootstrap(10, new Group("all", new int[0]), settings);
        Estimate figure = bootstrap.estimate(expected);
        JsonObject layer = comparison
                .getJsonArray("differences")
                .getJsonObject(place)
                .getJsonArray("layers")
                .getJsonObject(1);
        assertThat(layer.getDouble("mean")).isCloseTo(figure.mean(), within(1e-5));
        assertThat(layer.getDouble("low")).isCloseTo(figure.low(), within(1e-5));
        assertThat(layer.getDouble("high")).isCloseTo(figure.high(), within(1e-5));
        assertThat(layer.getInteger("n")).isEqualTo(figure.n());
        assertThat(layer.getDouble("p"))
                .isCloseTo(
                        PairedTest.PERMUTATION.of(List.of(expected), bootstrap).p()[0], within(1e-5));
    }

    @Test
    void allTestsOfAnAnswerAreMadeTogether() {
        JsonObject comparison = get(compare(
                scores(results.first) + ",attn,none",
                scores(results.first) + ",random,none",
                scores(results.first) + ",value_zeroing_cosine,none"));
        JsonArray differences = comparison.getJsonArray("differences");
        List<double[]> expected = Stream.of(3, 0)
                .flatMap(view -> IntStream.range(0, StoredResults.LAYERS)
                        .mapToObj(layer -> minus(all(view, layer), all(2, layer))))
                .toList();
        Bootstrap bootstrap = EstimateTable.bootstrap(11, new Group("all", new int[0]), StoredResults.SETTINGS);
        PValues values = PairedTest.PERMUTATION.of(expected, bootstrap);

        assertThat(comparison.getString("test")).isEqualTo("permutation");
        assertThat(numbers(differences, "p")).containsExactly(values.p(), within(1e-5));
        assertThat(numbers(differences, "adjusted")).containsExactly(values.adjusted(), within(1e-5));
    }

    /** A layer of a view for the sentences that are defined. */
    private static double[] all(int view, int layer) {
        MeasureValues column = server.store.evaluations.column(
                results.after(results.first).id(), "cue_dot", StoredResults.VIEWS.get(view));
        return Arrays.stream(column.layer(layer), 1, StoredResults.SENTENCES).toArray();
    }

    private static double[] numbers(JsonArray differences, String name) {
        return IntStream.range(0, differences.size())
                .boxed()
                .flatMap(item -> differences.getJsonObject(item).getJsonArray("layers").stream())
                .mapToDouble(layer -> ((JsonObject) layer).getDouble(name))
                .toArray();
    }

    @Test
    void theLastLayerIsHeldAgainstTheLastLayer() {
        JsonObject comparison = get(compare(
                scores(results.first) + ",attn,none", scores(results.first) + ",value_zeroing_cosine,last_layer"));

        JsonArray layers =
                comparison.getJsonArray("differences").getJsonObject(0).getJsonArray("layers");
        JsonArray items = comparison.getJsonArray("items");
        assertThat(layers).hasSize(1);
        assertThat(layers.getJsonObject(0).getDouble("mean"))
                .isCloseTo(
                        items.getJsonObject(1)
                                        .getJsonObject("figures")
                                        .getJsonArray("mean")
                                        .getDouble(0)
                                - items.getJsonObject(0)
                                        .getJsonObject("figures")
                                        .getJsonArray("mean")
                                        .getDouble(1),
                        within(1e-5));
    }

    @Test
    void onlySettingsThatDifferAreNamed() {
        JsonArray settings = get(compare(scores(results.first) + ",attn,none", scores(results.other) + ",random,none"))
                .getJsonArray("settings");

        assertThat(settings)
                .isEqualTo(new JsonArray()
                        .add(setting("fineTuning.learningRate", "3.0E-5", "1.0E-4"))
                        .add(setting("method", "attn", "random")));
    }

    private static JsonObject setting(String name, String... values) {
        return new JsonObject().put("name", name).put("values", new JsonArray(List.of(values)));
    }

    @Test
    void badItemsAreRefusedByName() {
        String good = scores(results.first) + ",attn,none";
        assertRefused(compare(good), 400, "\"item\"");
        assertRefused(compare(good, good), 400, "item");
        assertRefused(compare(good, "attn,none"), 400, "item", "'attn,none' is not scoreRunId,method,aggregation");
        assertRefused(compare(good, scores(results.first) + ",attn,best"), 400, "item", "no known aggregation");
        assertRefused(compare(good, scores(results.first) + ",unknown,none"), 400, "item", "method");
        assertRefused(compare(good, "s-0000000000,attn,none"), 404, "s-0000000000");
        assertRefused(compare(good, "nonsense,attn,none"), 404, "nonsense");
        assertRefused(compare(good, scores(results.first) + ",random,rollout"), 404, "random");
        assertRefused("/compare?measure=cue_dot", 400, "item", "is missing");
        assertRefused(compare(good, scores(results.second) + ",attn,none") + "&group=none", 404, "none");
    }
}
