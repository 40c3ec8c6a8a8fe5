package dev.mixlab.web.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.Run.Results;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepOperationsTest {

    private static final String RUN = "\"run\": {\"modelId\": \"tiny-bert\", \"dataId\": \"sample\", \"examples\": 20,"
            + " \"methods\": [\"attn\"], \"evaluations\": []}";

    private final RunningServer server = new RunningServer();

    @AfterEach
    void close() {
        server.close();
    }

    private JsonObject launch(String over) {
        HttpResponse<String> answer =
                server.post("/api/v1/sweeps", "{\"name\": \"rates\", %s, \"over\": %s}".formatted(RUN, over));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body());
    }

    private JsonObject get(String path) {
        HttpResponse<String> answer = server.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    @Test
    void everyCombinationIsARunThatSaysWhatItDiffersIn() {
        String tuned = server.checkpoint().id().value();
        JsonObject sweep =
                launch("{\"modelId\": [\"tiny-bert\", \"%s\"], \"learningRate\": [0.001, 0.00003], \"seed\": [1, 2]}"
                        .formatted(tuned));

        JsonArray runs = get("/runs?sweep=%s&sort=created&order=ascending&limit=100".formatted(sweep.getString("id")))
                .getJsonArray("items");
        assertThat(sweep.getJsonObject("runs").getInteger("queued")).isEqualTo(8);
        assertThat(runs.stream().map(run -> ((JsonObject) run).getString("name")))
                .containsExactly(
                        "rates, tiny-bert, rate 0.001, seed 1",
                        "rates, tiny-bert, rate 0.001, seed 2",
                        "rates, tiny-bert, rate 0.00003, seed 1",
                        "rates, tiny-bert, rate 0.00003, seed 2",
                        "rates, %s, rate 0.001, seed 1".formatted(tuned),
                        "rates, %s, rate 0.001, seed 2".formatted(tuned),
                        "rates, %s, rate 0.00003, seed 1".formatted(tuned),
                        "rates, %s, rate 0.00003, seed 2".formatted(tuned));
        assertThat(runs.getJsonObject(0).getString("sweepId")).isEqualTo(sweep.getString("id"));
        assertThat(server.get("/api/v1/sweeps").body()).contains(sweep.getString("id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"modelId\": [\"tiny-bert\", \"nobody\"]}| 404 | nobody",
                "{\"seed\": [1, 2, 1]}| 422 | over.seed: each value is named once",
                "{\"learningRate\": [0]}| 400 | learningRate",
                "{\"seed\": [1], \"rate\": [2]}| 400 | rate",
            })
    void aCombinationThatIsWrongRefusesTheSweepAndNothingIsStored(String over, int status, String named) {
        HttpResponse<String> answer = server.post("/api/v1/sweeps", "{%s, \"over\": %s}".formatted(RUN, over));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(named);
        assertThat(get("/sweeps").getInteger("total")).isZero();
        assertThat(server.store
                        .runs
                        .list(RunState.QUEUED, new PageRequest(0, 10))
                        .items())
                .isEmpty();
    }

    @Test
    void moreThanTwoHundredRunsAreRefused() {
        String seeds =
                IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        HttpResponse<String> answer = server.post(
                "/api/v1/sweeps/estimate", "{%s, \"over\": {\"seed\": %s, \"epochs\": [1, 2]}}".formatted(RUN, seeds));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("a sweep has 1 to 200 runs, not 202");
    }

    @Test
    void theEstimateCountsAllRuns() {
        HttpResponse<String> answer =
                server.post("/api/v1/sweeps/estimate", "{%s, \"over\": {\"seed\": [1, 2, 3]}}".formatted(RUN));

        assertThat(new JsonObject(answer.body()).getInteger("runs")).isEqualTo(3);
        assertThat(get("/sweeps").getInteger("total")).isZero();
    }

    private void succeed(Run run, double accuracy) {
        server.runs.move(run.id(), RunState.RUNNING, run.progress());
        server.store.journal.results(run.id(), new Results(0.5, accuracy, null, null, null, null, null));
        server.runs.move(run.id(), RunState.SUCCEEDED, run.progress());
    }

    @Test
    void theTableComparesCombinationsOverSeeds() {
        JsonObject sweep = launch("{\"learningRate\": [0.001, 0.01], \"seed\": [1, 2, 3]}");
        SweepId id = new SweepId(sweep.getString("id"));
        List<Run> runs = server.store.sweeps.latestRuns(id);
        succeed(runs.get(0), 0.7);
        succeed(runs.get(1), 0.9);
        server.runs.move(runs.get(2).id(), RunState.RUNNING, runs.get(2).progress());
        server.runs.move(runs.get(2).id(), RunState.FAILED, runs.get(2).progress());

        JsonArray cells = get("/sweeps/%s/table".formatted(id)).getJsonArray("cells");
        JsonObject first = cells.getJsonObject(0);
        assertThat(cells.size()).isEqualTo(2);
        assertThat(first.getDouble("learningRate")).isEqualTo(0.001);
        assertThat(first.getInteger("n")).isEqualTo(2);
        assertThat(first.getDouble("best")).isEqualTo(0.9);
        assertThat(first.getDouble("mean")).isCloseTo(0.8, within(1e-12));
        // the deviation of 0.7 and 0.9 is 0.1 times the square root of 2
        assertThat(first.getDouble("deviation")).isCloseTo(0.1 * Math.sqrt(2), within(1e-12));
        assertThat(first.getJsonArray("runs").getJsonObject(2).getString("error"))
                .isEqualTo("the disk is full");
        assertThat(cells.getJsonObject(1).getInteger("n")).isZero();
        assertThat(cells.getJsonObject(1).getValue("best")).isNull();
        JsonObject gain = get("/sweeps/%s/table?metric=accuracy_gain".formatted(id));
        assertThat(gain.getJsonArray("cells").getJsonObject(0).getDouble("best"))
                .isCloseTo(0.4, within(1e-12));
        assertThat(server.get("/api/v1/sweeps/%s/table?metric=beauty".formatted(id))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void failedRunsAreLaunchedAgainAndTheSweepCountsTheLatest() {
        JsonObject sweep = launch("{\"seed\": [1, 2]}");
        SweepId id = new SweepId(sweep.getString("id"));
        List<Run> runs = server.store.sweeps.latestRuns(id);
        succeed(runs.get(0), 0.7);
        server.runs.cancel(runs.get(1).id());

        HttpResponse<String> answer = server.post("/api/v1/sweeps/%s/retry".formatted(id), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonObject counts = new JsonObject(answer.body()).getJsonObject("runs");
        assertThat(counts.getInteger("succeeded")).isEqualTo(1);
        assertThat(counts.getInteger("queued")).isEqualTo(1);
        assertThat(counts.getInteger("cancelled")).isZero();
        assertThat(get("/runs?sweep=" + id).getInteger("total")).isEqualTo(3);
        // again: the run that was launched anew is queued, and nothing is doubled
        server.post("/api/v1/sweeps/%s/retry".formatted(id), "");
        assertThat(get("/runs?sweep=" + id).getInteger("total")).isEqualTo(3);
        server.post("/api/v1/sweeps/%s/cancel".formatted(id), "");
        assertThat(get("/sweeps/" + id).getJsonObject("runs").getInteger("cancelled"))
                .isEqualTo(1);
    }

    @Test
    void theQueueIsAskedForSomeRunsWithTheirPositionsAmongAll() {
        launch("{\"seed\": [1, 2, 3]}");
        JsonArray queued = get("/queue").getJsonArray("queued");
        String last = queued.getJsonObject(2).getString("runId");

        JsonArray some = get("/queue?run=%s&run=r-nobody".formatted(last)).getJsonArray("queued");

        assertThat(some).hasSize(1);
        assertThat(some.getJsonObject(0)).isEqualTo(queued.getJsonObject(2));
        assertThat(some.getJsonObject(0).getInteger("position")).isEqualTo(3);
        assertThat(get("/queue?run=r-nobody").getJsonArray("queued")).isEmpty();
    }

    @Test
    void aSweepIsRenamedAndDeletedAndItsRunsStay() {
        String id = launch("{\"seed\": [1, 2]}").getString("id");
        HttpResponse<String> renamed = server.send(server.request("/api/v1/sweeps/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"name\": \" other \"}"))
                .build());
        assertThat(new JsonObject(renamed.body()).getString("name")).isEqualTo("other");

        assertThat(server.send(server.request("/api/v1/sweeps/" + id).DELETE().build())
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.get("/api/v1/sweeps/" + id).statusCode()).isEqualTo(404);
        assertThat(get("/runs?sweep=" + id).getInteger("total")).isZero();
        JsonArray runs = get("/runs?search=rates").getJsonArray("items");
        assertThat(runs.size()).isEqualTo(2);
        assertThat(runs.getJsonObject(0).getValue("sweepId")).isNull();
    }
}
