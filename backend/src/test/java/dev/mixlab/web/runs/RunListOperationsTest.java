package dev.mixlab.web.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searching runs and keeping them in order, over the network. */
class RunListOperationsTest {

    private RunningServer server;

    /** The server has one run already, which is put away. */
    @BeforeEach
    void start() {
        server = new RunningServer();
        server.store
                .database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET model_id = 'another', data_id = 'another', archived_at = CURRENT_TIMESTAMP"));
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

    private HttpResponse<String> change(RunId run, JsonObject change) {
        return server.send(server.request("/api/v1/runs/" + run)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(change.encode()))
                .build());
    }

    private HttpResponse<String> changeAll(JsonObject change) {
        return server.post("/api/v1/runs/changes", change.encode());
    }

    private List<String> names(String query) {
        JsonObject page = new JsonObject(server.get("/api/v1/runs" + query).body());
        return page.getJsonArray("items").stream()
                .map(run -> ((JsonObject) run).getString("name"))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void refused(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void aRunIsRenamedTaggedStarredAndNotedOn() {
        RunId id = run("first");
        JsonObject change = new JsonObject()
                .put("name", "second")
                .put("notes", "**bold** <script>alert(1)</script>")
                .put("tags", List.of("paper"))
                .put("starred", true);
        JsonObject changed = new JsonObject(change(id, change).body());

        assertThat(changed.getString("name")).isEqualTo("second");
        assertThat(changed.getJsonObject("spec").getString("name")).isEqualTo("second");
        assertThat(changed.getJsonArray("tags")).isEqualTo(JsonArray.of("paper"));
        assertThat(changed.getBoolean("starred")).isTrue();
        assertThat(changed.getValue("archivedAt")).isNull();
        assertThat(new JsonObject(server.get("/api/v1/runs/" + id + "/notes").body()).getString("notes"))
                .isEqualTo("**bold** <script>alert(1)</script>");
        assertThat(names("?search=alert&tag=paper&starred=true")).containsExactly("second");
    }

    @Test
    void archivedRunsAreHiddenUntilTheyAreAskedFor() {
        RunId old = run("old");
        run("new");
        assertThat(change(old, new JsonObject().put("archived", true)).statusCode())
                .isEqualTo(200);

        assertThat(names("")).containsExactly("new");
        assertThat(names("?archived=only&model=tiny-bert")).containsExactly("old");
        assertThat(names("?archived=included&data=sample&sort=name&order=ascending"))
                .containsExactly("new", "old");
        change(old, new JsonObject().put("archived", false));
        assertThat(names("?sort=name")).containsExactly("old", "new");
    }

    @Test
    void runsAreFilteredByNumbers() {
        RunId good = run("good");
        run("bad");
        server.store
                .database
                .jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE run SET accuracy_before = 0.5, accuracy_after = CASE WHEN id = :id THEN 0.96 ELSE 0.9 END")
                        .bind("id", good.value())
                        .execute());

        assertThat(names("?where=" + encoded("accuracy_after > 0.95"))).containsExactly("good");
        assertThat(names("?where=" + encoded("accuracy_gain<0.45") + "&where=seed%3D42"))
                .containsExactly("bad");
    }

    @Test
    void filtersThatCannotBeReadAreRefusedWithTheirRule() {
        refused(
                server.get("/api/v1/runs?where=accuracy"),
                422,
                "'accuracy' is not a condition such as accuracy_after>0.95");
        refused(
                server.get("/api/v1/runs?where=loss%3E1"),
                422,
                "one of accuracy_before, accuracy_after, accuracy_gain");
        refused(server.get("/api/v1/runs?where=seed%3ENaN"), 422, "is not a condition");
        refused(server.get("/api/v1/runs?launchedFrom=yesterday"), 400, "launchedFrom");
        refused(
                server.get("/api/v1/runs?launchedFrom=2026-02-01T00:00:00Z&launchedUntil=2026-01-01T00:00:00Z"),
                422,
                "a period ends after its beginning");
        refused(server.get("/api/v1/runs?sort=loss"), 400, "sort");
        refused(server.get("/api/v1/runs?archived=maybe"), 400, "archived");
    }

    @Test
    void severalRunsAreChangedAtOnceOrNoneOfThem() {
        RunId first = run("first");
        RunId second = run("second");
        JsonArray both = JsonArray.of(first.value(), second.value());
        JsonObject tagged = new JsonObject().put("runs", both).put("addTags", List.of("a", "b"));

        JsonArray changed = new JsonArray(changeAll(tagged).body());
        assertThat(changed.stream().map(run -> ((JsonObject) run).getJsonArray("tags")))
                .containsExactly(JsonArray.of("a", "b"), JsonArray.of("a", "b"));
        changeAll(new JsonObject()
                .put("runs", both)
                .put("removeTags", List.of("a"))
                .put("archived", true));
        assertThat(names("?archived=only&tag=b&model=none&model=tiny-bert"))
                .containsExactlyInAnyOrder("first", "second");
        assertThat(names("?archived=included&tag=a")).isEmpty();

        JsonObject missing =
                new JsonObject().put("runs", both.copy().add("r-0000000000")).put("archived", false);
        refused(changeAll(missing), 404, "there is no run r-0000000000");
        assertThat(names("?archived=only&model=tiny-bert")).hasSize(2);
    }

    @Test
    void changesThatAreNoneOrCannotBeMadeAreRefused() {
        RunId id = run("run");
        refused(change(id, new JsonObject()), 400, "body");
        refused(change(id, new JsonObject().put("name", " ")), 422, "the name of a run has 1 to 120 characters, not 0");
        refused(change(id, new JsonObject().put("tag", "x")), 400, "tag");
        refused(
                change(id, new JsonObject().put("tags", List.of("a\tb"))),
                422,
                "a tag must not have control characters");
        refused(
                change(new RunId("r-0000000000"), new JsonObject().put("starred", true)),
                404,
                "there is no run r-0000000000");
        server.store.force(id, RunState.RUNNING);
        refused(
                change(id, new JsonObject().put("archived", true)),
                409,
                "run %s is running; only finished runs can be archived".formatted(id));
        refused(changeAll(new JsonObject().put("runs", JsonArray.of(id.value()))), 400, "body");
        assertThat(names("")).containsExactly("run");
    }

    @Test
    void whatRunsCanBeFilteredByIsListedWithTheirNumber() {
        change(run("one"), new JsonObject().put("tags", List.of("paper")));
        run("two");
        assertThat(new JsonObject(server.get("/api/v1/run-choices").body()))
                .isEqualTo(new JsonObject()
                        .put("models", JsonArray.of(choice("another", 1), choice("tiny-bert", 2)))
                        .put("dataSets", JsonArray.of(choice("another", 1), choice("sample", 2)))
                        .put("tags", JsonArray.of(choice("paper", 1)))
                        .put("owners", JsonArray.of(choice("nobody", 3).putNull("name"))));
        refused(server.get("/api/v1/runs?owner=me"), 422, "only those who are signed in have runs of their own");
    }

    private static JsonObject choice(String value, int runs) {
        return new JsonObject().put("value", value).put("runs", runs);
    }
}
