package dev.mixlab.web.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.StoredResults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Win rates and joint means of a sweep, read from a real database. */
class WinRatesTest {

    private final RunningServer server = new RunningServer();
    private final StoredResults results = new StoredResults(server.store);

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject get(String path) {
        HttpResponse<String> response = server.get("/api/v1" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private void assertRefused(String path, int status, String... texts) {
        HttpResponse<String> response = server.get("/api/v1" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(texts);
    }

    @Test
    void winRatesCountTheRunsAndParadigmsOfASweep() {
        String launch = "{\"run\": {\"modelId\": \"tiny-bert\", \"dataId\": \"sample\", \"methods\": [\"attn\"]},"
                + " \"over\": {\"maskedShare\": [0, 0.5], \"seed\": [1, 2]}}";
        SweepId id =
                new SweepId(new JsonObject(server.post("/api/v1/sweeps", launch).body()).getString("id"));
        List<Run> runs = server.store.sweeps.latestRuns(id);
        assertRefused("/sweeps/%s/win-rates?measure=cue_dot".formatted(id), 404, "no run of the sweep", "cue_dot");
        List<Run> finished =
                runs.subList(0, 3).stream().map(run -> results.finish(run, 0)).toList();

        JsonObject rates = get("/sweeps/%s/win-rates?measure=cue_dot".formatted(id));

        assertThat(rates.getJsonArray("methods")).containsExactly("value_zeroing_cosine", "attn", "random");
        assertThat(rates.getInteger("resamples")).isEqualTo(2000);
        JsonArray combinations = rates.getJsonArray("combinations");
        assertThat(combinations)
                .extracting(
                        one -> ((JsonObject) one).getDouble("maskedShare"),
                        one -> ((JsonObject) one).getInteger("runs"))
                .containsExactly(tuple(0.0, 2), tuple(0.5, 1));
        JsonObject mean = combinations.getJsonObject(0).getJsonArray("means").getJsonObject(1);
        double expected = (overLayers(finished.get(0), "attn", 1, StoredResults.SENTENCES)
                        + overLayers(finished.get(1), "attn", 1, StoredResults.SENTENCES))
                / 2;
        assertThat(mean.getDouble("mean")).isCloseTo(expected, within(1e-6));
        assertThat(mean.getDouble("low")).isLessThan(expected);
        assertThat(mean.getDouble("high")).isGreaterThan(expected);
        JsonObject pair = rates.getJsonArray("pairs").getJsonObject(0);
        int last = StoredResults.SENTENCES - 3;
        double wins = 0;
        for (Run run : finished) {
            wins += overLayers(run, "value_zeroing_cosine", 1, last) > overLayers(run, "attn", 1, last) ? 1 : 0;
            wins += overLayers(run, "value_zeroing_cosine", last, last + 3) > overLayers(run, "attn", last, last + 3)
                    ? 1
                    : 0;
        }
        assertThat(pair.getInteger("settings")).isEqualTo(6);
        assertThat(pair.getDouble("rate")).isCloseTo(wins / 6, within(1e-5));
        assertThat(pair.getDouble("low")).isBetween(0.0, wins / 6 + 1e-5);
        assertThat(pair.getDouble("high")).isBetween(wins / 6 - 1e-5, 1.0);
        assertRefused("/sweeps/%s/win-rates?measure=cue_dot&aggregation=rollout".formatted(id), 404, "rollout");
        assertRefused("/sweeps/%s/win-rates?measure=beauty".formatted(id), 404, "beauty");
    }

    /** Returns the mean over layers and some sentences. */
    private double overLayers(Run run, String method, int from, int to) {
        double[] values = server.store
                .evaluations
                .column(results.after(run).id(), "cue_dot", new MethodVariant(method, Aggregation.NONE))
                .overLayers();
        return Arrays.stream(values, from, to).average().orElseThrow();
    }
}
