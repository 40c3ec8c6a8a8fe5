package dev.mixlab.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.web.TestCatalogue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The catalogue of models, over the network. */
class ModelOperationsTest extends ModelCatalogueServer {

    @Test
    void aModelIsRenamedAndNotedOnAndFoundByWhatIsSaidOfIt() {
        String id = imported();
        JsonObject changed = new JsonObject(
                change(id, "{\"name\":\"Unser BERT\",\"note\":\"two\\nlines\"}").body());
        assertThat(changed.getString("name")).isEqualTo("Unser BERT");
        assertThat(changed.getString("note")).isEqualTo("two\nlines");
        assertThat(new JsonArray(server.get("/api/v1/models?search=UNSER").body()))
                .hasSize(1);
        assertThat(new JsonArray(server.get("/api/v1/models?search=lines").body()))
                .hasSize(1);
        assertThat(new JsonArray(server.get("/api/v1/models?search=nowhere").body()))
                .isEmpty();
        assertThat(new JsonObject(change(id, "{\"note\":\"\"}").body()).getString("note"))
                .isEmpty();
        assertThat(change(id, "{\"name\":\"  \"}").statusCode()).isEqualTo(422);
        assertThat(change(id, "{\"name\":\"a\\u0000b\"}").statusCode()).isEqualTo(422);
        assertThat(model(id).getString("name")).isEqualTo("Unser BERT");
    }

    @Test
    void aBuiltInModelKeepsItsNameAndStaysButTakesANote() {
        assertThat(change("tiny-bert", "{\"name\":\"other\"}").statusCode()).isEqualTo(409);
        assertThat(delete("tiny-bert").statusCode()).isEqualTo(409);
        assertThat(change("tiny-bert", "{\"note\":\"small\"}").statusCode()).isEqualTo(200);
        assertThat(model("tiny-bert").getString("note")).isEqualTo("small");
    }

    @Test
    void aModelThatARunStartsFromIsNotDeletedAndTheRunIsNamed() {
        String id = imported();
        String launch =
                "{\"modelId\":\"%s\",\"dataId\":\"sample\",\"name\":\"My run\",\"methods\":[\"attn\"]}".formatted(id);
        new TestCatalogue(server.store).blimp().download(null);
        HttpResponse<String> launched = server.post("/api/v1/runs", launch);
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(201);
        String run = new JsonObject(launched.body()).getString("id");

        HttpResponse<String> refused = delete(id);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(run).contains("My run");
        assertThat(model(id).getJsonArray("usedBy").getJsonObject(0))
                .isEqualTo(
                        new JsonObject().put("runId", run).put("name", "My run").put("state", "queued"));
    }

    @Test
    void aRunWithoutANameHasThatOfAnImportedModelAndNotItsId() {
        String id = imported();
        change(id, "{\"name\":\"Our BERT\"}");
        assertThat(launchedName(id)).isEqualTo("Our BERT on sample");

        change(id, "{\"name\":\"" + "😀".repeat(120) + "\"}");
        assertThat(launchedName(id)).isEqualTo("😀".repeat(49) + "… on sample");
    }

    private String launchedName(String model) {
        String launch = "{\"modelId\":\"%s\",\"dataId\":\"sample\",\"methods\":[\"attn\"]}".formatted(model);
        HttpResponse<String> launched = server.post("/api/v1/runs", launch);
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(201);
        return new JsonObject(launched.body()).getJsonObject("spec").getString("name");
    }

    @Test
    void aDeletedModelTakesItsBytesWithItAndNotThoseOfOthers() {
        String checkpoint = server.checkpoint().id().value();
        long before = blobs();
        String id = imported();
        assertThat(blobs()).isGreaterThan(before);

        assertThat(delete(id).statusCode()).isEqualTo(204);

        assertThat(blobs()).isEqualTo(before);
        assertThat(server.get("/api/v1/models/" + id).statusCode()).isEqualTo(404);
        assertThat(delete(id).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/models/" + checkpoint).statusCode()).isEqualTo(200);
    }

    @Test
    void aCheckpointShowsTheAccuracyBeforeAndAfterItsFineTuningAndOnWhichData() {
        new TestCatalogue(server.store).blimp().download(null);
        String id = server.checkpoint().id().value();
        RunId run = server.scores.run.run();
        Run.Results results = server.store.runs.get(run).results();
        server.store.journal.results(run, results.withBefore(server.scores.run.id(), 0.5));

        assertThat(model(id).getJsonObject("fineTuned"))
                .isEqualTo(new JsonObject()
                        .put("dataId", "sample")
                        .put("dataName", server.store.dataSets.get("sample").name())
                        .put("accuracyBefore", 0.5)
                        .put("accuracyAfter", 0.98));
        assertThat(model(imported()).containsKey("fineTuned")).isTrue();
        assertThat(model(imported()).getJsonObject("fineTuned")).isNull();
        JsonArray list = new JsonArray(server.get("/api/v1/models").body());
        assertThat(list.stream()
                        .map(JsonObject.class::cast)
                        .filter(model -> model.getJsonObject("fineTuned") != null)
                        .map(model -> model.getString("id")))
                .containsExactly(id);
    }

    @Test
    void runsThatRepeatAnotherAreFoundByIt() {
        new TestCatalogue(server.store).blimp().download(null);
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"methods\":[\"attn\"]%s}";
        String first =
                new JsonObject(server.post("/api/v1/runs", launch.formatted("")).body()).getString("id");
        HttpResponse<String> again =
                server.post("/api/v1/runs", launch.formatted(",\"repeats\":\"%s\"".formatted(first)));

        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(new JsonObject(again.body()).getString("repeats")).isEqualTo(first);
        JsonObject found =
                new JsonObject(server.get("/api/v1/runs?repeats=" + first).body());
        assertThat(found.getInteger("total")).isEqualTo(1);
        assertThat(found.getJsonArray("items").getJsonObject(0).getString("id"))
                .isEqualTo(new JsonObject(again.body()).getString("id"));
        assertThat(server.get("/api/v1/runs?repeats=nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void aCheckpointIsDeletedOnceItsRunHasEnded() {
        String id = server.checkpoint().id().value();
        String run = model(id).getString("checkpointOf");
        server.store.force(server.scores.run.run(), RunState.RUNNING);
        HttpResponse<String> refused = delete(id);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(run);
        server.store.force(server.scores.run.run(), RunState.SUCCEEDED);

        assertThat(delete(id).statusCode()).isEqualTo(204);
        assertThat(new JsonObject(server.get("/api/v1/runs/" + run).body()).getString("checkpointId"))
                .isNull();
    }
}
