package dev.mixlab.web.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.event.RunEvents;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.StoredResults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changing many runs at once, groups of runs and the baseline, over the network. */
class RunBatchOperationsTest {

    private RunningServer server;
    private RunId first;
    private RunId second;
    private RunId queued;

    @BeforeEach
    void start() {
        server = new RunningServer();
        first = run("first");
        second = run("second");
        queued = server.store.journal.create(Samples.spec("queued")).id();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RunId run(String name) {
        RunId id = server.store.journal.create(Samples.spec(name)).id();
        server.store.force(id, RunState.SUCCEEDED);
        return id;
    }

    private static JsonObject filter(String search) {
        return new JsonObject().put("filter", new JsonObject().put("search", search));
    }

    private static JsonObject runs(RunId... ids) {
        return new JsonObject()
                .put(
                        "runs",
                        new JsonArray(List.of(ids).stream().map(RunId::value).toList()));
    }

    private JsonObject batch(String action, JsonObject request) {
        HttpResponse<String> answer = answer(action, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private HttpResponse<String> answer(String action, JsonObject request) {
        return server.post(
                "/api/v1/runs/batch", request.copy().put("action", action).encode());
    }

    private JsonObject outcome(int chosen, int changed, @Nullable RunId refused, String reason) {
        return new JsonObject()
                .put("chosen", chosen)
                .put("changed", changed)
                .put("freed", 0)
                .put(
                        "refused",
                        refused == null
                                ? JsonArray.of()
                                : JsonArray.of(new JsonObject()
                                        .put("run", refused.value())
                                        .put("reason", reason)));
    }

    @Test
    void allRunsOfAFilterAreChangedAndWhatCannotBeIsNamed() {
        JsonObject all = new JsonObject()
                .put("filter", new JsonObject().put("search", "on").put("archived", "included"));
        assertThat(batch("tag", all.copy().put("addTags", JsonArray.of("sweep")))
                        .getInteger("changed"))
                .isEqualTo(1);
        assertThat(server.store.runs.get(second).marks().tags()).containsExactly("sweep");

        JsonObject chosen = runs(first, second, queued);
        assertThat(batch("archive", chosen))
                .isEqualTo(outcome(
                        3, 2, queued, "run %s is queued; only finished runs can be archived".formatted(queued)));
        assertThat(server.store.runs.get(first).marks().archivedAt()).isNotNull();
        assertThat(batch("restore", chosen)).isEqualTo(outcome(3, 3, null, ""));
        assertThat(batch("star", chosen).getInteger("changed")).isEqualTo(3);
        assertThat(server.store.runs.get(queued).marks().starred()).isTrue();
        assertThat(batch("unstar", chosen).getInteger("changed")).isEqualTo(3);
        assertThat(server.store.runs.get(queued).marks().starred()).isFalse();
    }

    @Test
    void aRunWithTooManyTagsIsRefusedAndStaysAsItWas() {
        JsonArray many = new JsonArray();
        for (int tag = 0; tag < 20; tag++) {
            many.add("t" + tag);
        }
        batch("tag", runs(first).put("addTags", many));
        JsonObject outcome = batch("tag", runs(first, second).put("addTags", JsonArray.of("one more")));
        assertThat(outcome)
                .isEqualTo(
                        outcome(2, 1, first, "a run has at most 20 tags, and run %s would have 21".formatted(first)));
        assertThat(server.store.runs.get(first).marks().tags()).hasSize(20);
        assertThat(server.store.runs.get(second).marks().tags()).containsExactly("one more");
    }

    @Test
    void unfinishedRunsAreCancelledAndFinishedOnesNamed() {
        JsonObject outcome = batch("cancel", runs(first, queued));
        assertThat(outcome).isEqualTo(outcome(2, 1, first, "run %s is finished already".formatted(first)));
        assertThat(server.store.runs.get(queued).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aDeletionSaysBeforeAndAfterWhatItFreesAndTellsThoseWhoWatch() {
        StoredResults results = new StoredResults(server.store);
        Run large = results.first;
        JsonObject chosen = runs(large.id(), second, queued);
        JsonObject preview = batch("delete", chosen.copy().put("preview", true));
        assertThat(preview.getLong("freed")).isGreaterThan(1000);
        assertThat(server.store.runs.get(second)).isNotNull();

        List<RunEvent> seen = new CopyOnWriteArrayList<>();
        RunEvents.Subscription watching = server.store.events.subscribe(seen::add);
        assertThat(batch("delete", chosen)).isEqualTo(preview);
        watching.close();
        assertThat(preview.getInteger("changed")).isEqualTo(2);
        assertThat(preview.getJsonArray("refused").getJsonObject(0).getString("reason"))
                .isEqualTo("run %s is queued; only finished runs can be deleted".formatted(queued));
        assertThat(seen).containsExactly(new RunEvent.Deleted(large.id()), new RunEvent.Deleted(second));
        assertThat(server.get("/api/v1/runs/" + second).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/runs/" + queued).statusCode()).isEqualTo(200);
        assertThat(batch("delete", runs(second))).isEqualTo(outcome(1, 0, second, "there is no run " + second));
    }

    @Test
    void aBatchWithoutRunsOrWithoutSenseIsRefusedAndChangesNothing() {
        refused(answer("star", runs(first).mergeIn(filter("x"))), 422, "has either runs or a filter");
        refused(answer("star", new JsonObject().put("preview", false)), 422, "has either runs or a filter");
        refused(answer("tag", filter("first")), 422, "the action tag needs addTags or removeTags");
        refused(answer("archive", filter("first").put("preview", true)), 422, "only a deletion has a preview");
        refused(answer("burn", filter("first")), 400, "action");
        refused(answer("star", new JsonObject().put("filter", new JsonObject().put("sort", "name"))), 400, "sort");
        refused(
                answer("star", new JsonObject().put("filter", new JsonObject().put("where", JsonArray.of("loss>1")))),
                422,
                "is not a condition");
        assertThat(batch("star", filter("no such words"))).isEqualTo(outcome(0, 0, null, ""));
        assertThat(server.store.runs.get(first).marks().starred()).isFalse();
    }

    private static void refused(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void runsAreGroupedOverTheNetwork() {
        server.store.database.jdbi().useHandle(handle -> {
            handle.execute("UPDATE run SET seed = 7, accuracy_after = 0.5 WHERE name = 'first'");
            handle.execute("UPDATE run SET seed = 7, accuracy_after = 0.75 WHERE name = 'second'");
        });
        JsonObject groups = new JsonObject(server.get("/api/v1/run-groups?by=seed&metric=accuracy_after&where=seed%3D7")
                .body());
        JsonObject spread = new JsonObject()
                .put("metric", "accuracy_after")
                .put("runs", 2)
                .put("mean", 0.625)
                .put("standardDeviation", Math.sqrt(0.03125))
                .put("least", 0.5)
                .put("largest", 0.75);
        assertThat(groups.getInteger("total")).isEqualTo(1);
        assertThat(groups.getJsonArray("items").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("value", "7")
                        .put("runs", 2)
                        .put("succeeded", 2)
                        .put("failed", 0)
                        .put("metrics", JsonArray.of(spread)));
        JsonObject all = new JsonObject(
                server.get("/api/v1/run-groups?by=seed&where=seed%3D7").body());
        assertThat(all.getJsonArray("items").getJsonObject(0).getJsonArray("metrics").stream()
                        .map(metric -> ((JsonObject) metric).getString("metric")))
                .containsExactly("accuracy_before", "accuracy_after", "accuracy_gain", "cue_share", "duration");
        refused(server.get("/api/v1/run-groups"), 400, "by");
        refused(server.get("/api/v1/run-groups?by=loss"), 400, "by");
        refused(server.get("/api/v1/run-groups?by=seed&metric=loss"), 400, "metric");
    }

    private JsonObject baseline(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("run");
    }

    private HttpResponse<String> set(RunId run) {
        return server.post(
                "/api/v1/baseline", new JsonObject().put("runId", run.value()).encode());
    }

    @Test
    void oneRunIsTheBaselineUntilAnotherIsOrItIsDeleted() {
        assertThat(baseline(server.get("/api/v1/baseline"))).isNull();
        assertThat(baseline(set(first)).getString("id")).isEqualTo(first.value());
        assertThat(baseline(set(second)).getString("name")).isEqualTo("second");
        assertThat(baseline(server.get("/api/v1/baseline")).getString("id")).isEqualTo(second.value());

        refused(set(queued), 409, "run %s is queued; only a run that succeeded can be the baseline".formatted(queued));
        refused(set(new RunId("r-0000000000")), 404, "there is no run r-0000000000");
        assertThat(baseline(server.get("/api/v1/baseline")).getString("id")).isEqualTo(second.value());

        batch("delete", runs(second));
        assertThat(baseline(server.get("/api/v1/baseline"))).isNull();
        set(first);
        assertThat(baseline(
                        server.send(server.request("/api/v1/baseline").DELETE().build())))
                .isNull();
        assertThat(baseline(server.get("/api/v1/baseline"))).isNull();
    }
}
