package dev.mixlab.web.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.NewRun;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.share.Share;
import dev.mixlab.store.Samples;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.StoredResults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deleting runs over the network: what goes, what stays, and what stands against it. */
class RunRemovalOperationsTest {

    private RunningServer server;
    private StoredResults results;

    @BeforeEach
    void start() {
        server = new RunningServer();
        results = new StoredResults(server.store);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> delete(RunId run) {
        return server.send(server.request("/api/v1/runs/" + run).DELETE().build());
    }

    private JsonObject storage(RunId run) {
        return new JsonObject(server.get("/api/v1/runs/" + run + "/storage").body());
    }

    /** By table, the number of rows of all that are not of other runs. */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        server.store.database.jdbi().useHandle(handle -> {
            List<String> tables = handle.createQuery("SELECT table_name FROM information_schema.tables"
                            + " WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'")
                    .mapTo(String.class)
                    .list();
            for (String table : tables) {
                rows.put(
                        table,
                        handle.createQuery("SELECT count(*) FROM \"" + table + "\"")
                                .mapTo(Long.class)
                                .one());
            }
        });
        return rows;
    }

    @Test
    void aDeletedRunLeavesNothingBehindAndOthersAsTheyWere() {
        Map<String, Long> before = rows();
        StoredResults further = new StoredResults(server.store);
        List<Run> runs = List.of(further.first, further.second, further.other);
        server.store.journal.log(further.first.id(), "a line");
        change(further.first.id(), new JsonObject().put("notes", "gone").put("tags", List.of("gone")));
        assertThat(rows()).isNotEqualTo(before);

        for (Run run : runs) {
            JsonObject expected = storage(run.id());
            assertThat(expected.getLong("bytes")).isGreaterThan(1000);
            assertThat(expected.getLong("scores") + expected.getLong("evaluations") + expected.getLong("checkpoint"))
                    .isEqualTo(expected.getLong("bytes"));
            HttpResponse<String> answer = delete(run.id());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(answer.body())).isEqualTo(expected);
        }

        assertThat(rows()).isEqualTo(before);
        assertThat(server.get("/api/v1/runs/" + runs.get(0).id()).statusCode()).isEqualTo(404);
        assertThat(delete(runs.get(0).id()).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/scores/" + results.after(results.first).id())
                        .statusCode())
                .isEqualTo(200);
    }

    private void change(RunId run, JsonObject change) {
        assertThat(server.send(server.request("/api/v1/runs/" + run)
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString(change.encode()))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theCheckpointGoesWithTheRunAndItsBytesAreCounted() {
        Checkpoint checkpoint = server.checkpoint();
        server.store.force(checkpoint.run(), RunState.SUCCEEDED);
        long stored = rows().getOrDefault("BLOB", 0L);
        assertThat(stored).isPositive();
        long counted = storage(checkpoint.run()).getLong("checkpoint");

        assertThat(counted).isGreaterThanOrEqualTo(checkpoint.bytes());
        assertThat(delete(checkpoint.run()).statusCode()).isEqualTo(200);
        assertThat(rows().get("BLOB")).isZero();
        assertThat(rows().get("CHECKPOINT_TENSOR")).isZero();
        assertThat(server.get("/api/v1/checkpoints/" + checkpoint.id()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRunWhoseCheckpointAnotherRunStartsFromIsKeptAndTheOtherIsNamed() {
        Checkpoint checkpoint = server.checkpoint();
        server.store.force(checkpoint.run(), RunState.SUCCEEDED);
        Run user = server.store.journal.create(Samples.spec("further training"));
        server.store
                .database
                .jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE run SET model_id = :model WHERE id = :id")
                        .bind("model", checkpoint.id().value())
                        .bind("id", user.id().value())
                        .execute());

        assertThat(storage(checkpoint.run()).getJsonArray("neededBy"))
                .isEqualTo(JsonArray.of(new JsonObject()
                        .put("kind", "run")
                        .put("id", user.id().value())
                        .put("name", "further training")));
        HttpResponse<String> answer = delete(checkpoint.run());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("is needed by run %s ('further training'), which starts from its checkpoint"
                        .formatted(user.id()));
        assertThat(server.get("/api/v1/checkpoints/" + checkpoint.id()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRunThatAShareShowsIsKeptUntilTheShareIsRevoked() {
        String scores = results.after(results.first).id().value();
        Share share = server.store
                .shares
                .create(new Share.New("Our figure", "/scores/" + scores, List.of("/scores/" + scores)))
                .share();

        HttpResponse<String> answer = delete(results.first.id());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("is needed by share %s ('Our figure')".formatted(share.id()));
        server.store.shares.revoke(share.id());
        assertThat(delete(results.first.id()).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnfinishedRunIsKept() {
        Run run = server.store.journal.create(Samples.spec("waits"));
        HttpResponse<String> answer = delete(run.id());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("run %s is queued; only finished runs can be deleted".formatted(run.id()));
    }

    @Test
    void aRunThatRepeatsADeletedOneStays() {
        Run again = server.store.journal.create(new NewRun(Samples.spec("again"), results.first.id()));
        assertThat(delete(results.first.id()).statusCode()).isEqualTo(200);
        assertThat(new JsonObject(server.get("/api/v1/runs/" + again.id()).body()).getValue("repeats"))
                .isNull();
    }
}
