package dev.mixlab.web.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Run;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.StoredResults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The differences between the figures of two runs, as they are answered. */
class RunDifferencesTest {

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

    private static HttpResponse<String> answer(Run first, Run second, String query) {
        return server.get("/api/v1/runs/%s/differences/%s%s".formatted(first.id(), second.id(), query));
    }

    private static JsonObject differences(Run first, Run second, String query) {
        HttpResponse<String> response = answer(first, second, query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    @Test
    void aRunAgreesWithItself() {
        JsonObject same = differences(results.first, results.first, "");
        int figures = same.getInteger("figures");
        assertThat(same.getString("verdict")).isEqualTo("All %s figures agree to the last bit".formatted(figures));
        assertThat(same.getInteger("identical")).isEqualTo(figures);
        assertThat(same.getInteger("total")).isEqualTo(figures);
        assertThat(same.getJsonArray("settings")).isEmpty();
        assertThat(same.getJsonArray("items")).hasSize(50);
        assertThat(same.getValue("sameWeights")).isNull();
        assertThat(same.getJsonArray("phases"))
                .extracting(phase -> ((JsonObject) phase).getInteger("examples"))
                .containsExactly(StoredResults.SENTENCES, StoredResults.SENTENCES);
    }

    @Test
    void compressionsOfProbingAreFiguresOfTheirLayers() {
        List<JsonObject> probing =
                differences(results.first, results.second, "?limit=1000").getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(item -> item.getString("measure").equals("probing_compression"))
                        .filter(item -> item.getString("when").equals("after"))
                        .toList();
        assertThat(probing).extracting(item -> item.getInteger("layer")).containsExactly(-1, 0, 1);
        assertThat(probing).allSatisfy(item -> {
            assertThat(item.getDouble("first")).isEqualTo(2);
            assertThat(item.getBoolean("identical")).isTrue();
            assertThat(item.getValue("method")).isNull();
        });
    }

    @Test
    void quantitiesOfTheModelAreFiguresOfTheirLayers() {
        List<JsonObject> ranks =
                differences(results.first, results.second, "?limit=1000").getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(item -> item.getString("measure").equals("lens_rank"))
                        .filter(item -> item.getString("when").equals("after"))
                        .toList();
        assertThat(ranks).extracting(item -> item.getInteger("layer")).containsExactly(-1, 0);
        assertThat(ranks).extracting(item -> item.getDouble("first")).containsExactly(8.5, 4.0);
        assertThat(ranks).allSatisfy(item -> {
            assertThat(item.getBoolean("identical")).isTrue();
            assertThat(item.getValue("head")).isNull();
            assertThat(item.getValue("method")).isNull();
        });
    }

    @Test
    void pagesAreInOrderOfSizeAndTogetherAllFigures() {
        JsonObject whole = differences(results.first, results.second, "?limit=1000");
        List<JsonObject> paged = new ArrayList<>();
        for (int offset = 0; offset < whole.getInteger("total"); offset += 60) {
            differences(results.first, results.second, "?limit=60&offset=" + offset)
                    .getJsonArray("items")
                    .forEach(item -> paged.add((JsonObject) item));
        }
        assertThat(new JsonArray(paged)).isEqualTo(whole.getJsonArray("items"));
        JsonObject top = paged.get(0);
        assertThat(top.getDouble("difference"))
                .isEqualTo(top.getDouble("second") - top.getDouble("first"))
                .isNotZero();
        double largest = Math.abs(top.getDouble("difference"));
        assertThat(paged).allSatisfy(item -> {
            Double difference = item.getDouble("difference");
            assertThat(difference == null ? 0 : Math.abs(difference)).isLessThanOrEqualTo(largest);
        });
        assertThat(whole.getString("verdict"))
                .matches("\\d+ of \\d+ figures differ, at most by \\d\\.\\d+")
                .startsWith(whole.getInteger("figures") - whole.getInteger("identical") + " of ");
        assertThat(whole.getJsonArray("settings"))
                .containsExactly(new JsonObject()
                        .put("name", "fineTuning.seed")
                        .put("values", new JsonArray(List.of("42", "7"))));
    }

    @Test
    void onlySentencesThatBothRunsHaveAreCompared() {
        JsonObject shifted = differences(results.first, results.other, "");
        assertThat(shifted.getJsonArray("phases"))
                .extracting(phase -> ((JsonObject) phase).getInteger("examples"))
                .containsExactly(StoredResults.SENTENCES - 2, StoredResults.SENTENCES - 2);
    }

    @Test
    void aRunThatIsNotFinishedIsAConflict() {
        JsonObject queued =
                new JsonObject(server.post("/api/v1/runs", "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}")
                        .body());
        String path = "/api/v1/runs/%s/differences/%s".formatted(results.first.id(), queued.getString("id"));
        HttpResponse<String> refused = server.get(path);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(queued.getString("id"), "once both are finished");
    }

    @Test
    void anUnknownRunIsNotFound() {
        String path = "/api/v1/runs/%s/differences/r-0000000000".formatted(results.first.id());
        assertThat(server.get(path).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/runs/nonsense/differences/" + results.first.id())
                        .statusCode())
                .isEqualTo(404);
    }
}
