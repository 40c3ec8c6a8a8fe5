package dev.mixlab.web;

import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.store.Samples;
import dev.mixlab.web.http.Contract;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A request that succeeds for every operation of the contract, for a server with stored results. */
abstract class ContractRequests {

    static final String LAUNCH = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}";
    static RunningServer server;
    static StoredResults results;
    static OpenAPIContract contract;

    @BeforeAll
    static void start() {
        server = new RunningServer();
        results = new StoredResults(server.store);
        new TestCatalogue(server.store).blimp().download(null);
        contract = Contract.load(server.vertx).await();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A request that succeeds, for every operation that is not a stream of events. */
    Map<String, HttpRequest> dataRequests() {
        server.store.dataSets.register(Samples.data("kept", "cats"), new DataOrigin("test"));
        server.store.dataSets.register(Samples.data("unused", "cows"), new DataOrigin("test"));
        try {
            Path folder = Files.createDirectories(server.store.folder.resolve("root/some"));
            Files.writeString(folder.resolve("pairs.csv"), "good,bad\nWe are,We is\nThey are,They is\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.ofEntries(
                Map.entry("addText", text("/api/v1/texts", "one\ntwo\n")),
                Map.entry(
                        "getText",
                        get("/api/v1/texts/"
                                + server.store.texts.save(new byte[] {'a'}, 1).sha256())),
                Map.entry("getData", get("/api/v1/data/kept")),
                Map.entry("listPairs", get("/api/v1/data/kept/pairs?split=test")),
                Map.entry("listCueChanges", get("/api/v1/data/kept/changes")),
                Map.entry("correctCues", post("/api/v1/data/kept/cues", "{\"pairs\":[{\"id\":\"2\",\"cues\":[2]}]}")),
                Map.entry(
                        "deleteData",
                        server.request("/api/v1/data/unused").DELETE().build()),
                Map.entry("previewPairs", upload("/api/v1/data/preview?file=a.csv")),
                Map.entry("addPairs", upload("/api/v1/data/pairs?file=a.csv")),
                Map.entry("addFolder", post("/api/v1/data/folder", "{\"folder\":\"some\"}")));
    }

    HttpRequest text(String path, String content) {
        return server.request(path)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
    }

    HttpRequest upload(String path) {
        return server.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString("good,bad\nHe is,He are\nShe is,She are\n"))
                .build();
    }

    Map<String, HttpRequest> requests() {
        String run = "/api/v1/runs/" + runId();
        String scores = "/api/v1/scores/" + server.scores.run.id();
        String checkpoint = "/api/v1/checkpoints/" + server.checkpoint().id();
        Map<String, HttpRequest> requests = new HashMap<>();
        requests.put("getHealth", get("/api/v1/health"));
        requests.put("getSession", get("/api/v1/session"));
        requests.put("getContract", get("/api/v1/openapi.json"));
        requests.put("listMethods", get("/api/v1/methods"));
        requests.put("listModels", get("/api/v1/models"));
        requests.putAll(models());
        requests.put("listData", get("/api/v1/data"));
        requests.put("addBlimp", post("/api/v1/data/blimp", "{\"download\":true}"));
        requests.putAll(dataRequests());
        requests.put("listRuns", get("/api/v1/runs?state=queued&offset=0&limit=10"));
        requests.put("createRun", post("/api/v1/runs", LAUNCH));
        requests.put("estimateRun", post("/api/v1/runs/estimate", LAUNCH));
        requests.put("getRun", get(run));
        requests.put("changeRun", patch(run, "{\"tags\":[\"paper\"],\"notes\":\"*Good*\"}"));
        requests.put(
                "changeRuns", post("/api/v1/runs/changes", "{\"runs\":[\"%s\"],\"starred\":true}".formatted(runId())));
        requests.put("getRunStorage", get(run + "/storage"));
        requests.put(
                "deleteRun",
                server.request("/api/v1/runs/" + deletableRun()).DELETE().build());
        requests.put("getNotes", get(run + "/notes"));
        requests.put("groupRuns", get("/api/v1/run-groups?by=model&metric=accuracy_after"));
        requests.put("changeManyRuns", post("/api/v1/runs/batch", "{\"action\":\"star\",\"filter\":{}}"));
        requests.put("getBaseline", get("/api/v1/baseline"));
        requests.put("setBaseline", post("/api/v1/baseline", "{\"runId\":\"%s\"}".formatted(results.first.id())));
        requests.put(
                "clearBaseline", server.request("/api/v1/baseline").DELETE().build());
        requests.put("listRunChoices", get("/api/v1/run-choices"));
        requests.put("cancelRun", post(run + "/cancel", ""));
        requests.put("getMetrics", get(run + "/metrics?sinceStep=1"));
        requests.put("getLog", get(run + "/log"));
        requests.put("listCheckpoints", get("/api/v1/checkpoints"));
        requests.put("getCheckpoint", get(checkpoint));
        requests.put("downloadCheckpoint", get(checkpoint + "/download"));
        requests.put("listScoreRuns", get("/api/v1/scores"));
        requests.put("getScoreRun", get(scores));
        requests.put("listExamples", get(scores + "/examples?paradigm=ana&label=singular&correct=true"));
        requests.put("getExample", get(scores + "/examples/3"));
        requests.put("getMaps", get(scores + "/examples/3/maps?method=attn"));
        requests.put("analyseSentence", get("/api/v1/playground/sentence?modelId=tiny-bert&text=the+keys"));
        requests.put("scoreSentence", get("/api/v1/playground/maps?modelId=tiny-bert&text=the+keys&method=attn"));
        requests.putAll(shareRequests());
        requests.putAll(sweepRequests());
        requests.put("getQueue", get("/api/v1/queue"));
        requests.put(
                "changeQueuedRun",
                patch(
                        "/api/v1/queue/"
                                + server.store
                                        .journal
                                        .create(Samples.spec("waits"))
                                        .id(),
                        "{\"priority\":\"high\",\"front\":true}"));
        requests.put("listEvaluations", get("/api/v1/evaluations"));
        requests.put("listEvaluated", get(scores + "/evaluations"));
        requests.put("getFigures", get(scores + "/figures?measure=cue_dot"));
        requests.put("getValues", get(scores + "/values?measure=cue_dot&method=attn&layer=0"));
        requests.put("getComparisons", get(scores + "/comparisons?measure=cue_dot&test=wilcoxon"));
        requests.put("getDeletion", get(scores + "/deletion?layer=1"));
        requests.put("getExampleEvaluation", get(scores + "/examples/3/evaluation?method=attn"));
        requests.putAll(stored());
        return requests;
    }

    static Map<String, HttpRequest> models() {
        String folder = "{\"folder\":\"%s\"}".formatted(TestStore.MODELS.resolve("tiny-bert"));
        String id = new JsonObject(server.post("/api/v1/imports", folder).body()).getString("id");
        String imported = "/api/v1/models/" + server.importedModel(id);
        String checkpoint = "/api/v1/models/" + server.checkpoint().id();
        Map<String, HttpRequest> requests = new HashMap<>();
        requests.put("getModel", get(imported));
        requests.put("downloadModel", get(imported + "/download"));
        requests.put(
                "changeModel",
                server.request(checkpoint)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{\"name\":\"Mine\",\"note\":\"a note\"}"))
                        .build());
        requests.put("deleteModel", server.request(deletable()).DELETE().build());
        requests.put("listImports", get("/api/v1/imports"));
        requests.put("getImport", get("/api/v1/imports/" + id));
        requests.put(
                "downloadBackup",
                server.request("/api/v1/backup")
                        .header("Mixlab-Folder-Key", "folder-key")
                        .build());
        requests.put(
                "inspectFolder",
                server.request("/api/v1/folder/inspection")
                        .header("Mixlab-Folder-Key", "folder-key")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"remove\":false}"))
                        .build());
        requests.put("listDataSources", get("/api/v1/data/sources"));
        requests.put("listImportSources", get("/api/v1/imports/sources"));
        requests.put("importModel", post("/api/v1/imports", folder));
        String running = new JsonObject(
                        server.post("/api/v1/imports", "{\"hub\":\"nothing\"}").body())
                .getString("id");
        requests.put("cancelImport", post("/api/v1/imports/" + running + "/cancel", ""));
        requests.put("retryImport", post("/api/v1/imports/" + cancelled() + "/retry", ""));
        String again = new JsonObject(server.post("/api/v1/imports", folder).body()).getString("id");
        server.endedImport(again);
        requests.put(
                "forgetImport",
                server.request("/api/v1/imports/" + again).DELETE().build());
        requests.put(
                "uploadModel",
                server.request("/api/v1/imports/upload")
                        .header("Content-Type", "application/zip")
                        .POST(BodyPublishers.ofString("no zip"))
                        .build());
        return requests;
    }

    static String cancelled() {
        String id = new JsonObject(
                        server.post("/api/v1/imports", "{\"hub\":\"other\"}").body())
                .getString("id");
        server.post("/api/v1/imports/" + id + "/cancel", "");
        return server.endedImport(id).getString("id");
    }

    static String deletable() {
        String folder = "{\"folder\":\"%s\"}".formatted(TestStore.MODELS.resolve("tiny-electra"));
        String id = new JsonObject(server.post("/api/v1/imports", folder).body()).getString("id");
        return "/api/v1/models/" + server.importedModel(id);
    }

    static Map<String, HttpRequest> stored() {
        String id = results.after(results.first).id().value();
        String scores = "/api/v1/scores/" + id;
        Map<String, HttpRequest> requests = new HashMap<>();
        requests.put("getProbing", get(scores + "/probing"));
        requests.put("getQuantities", get(scores + "/quantities?evaluation=logit_lens"));
        requests.put("getCorrelations", get(scores + "/correlations?measure=cue_dot"));
        requests.put("getSpread", get(scores + "/spread?measure=cue_dot"));
        requests.put(
                "compare",
                get("/api/v1/compare?measure=cue_dot&item=%s,attn,none&item=%s,random,none".formatted(id, id)));
        requests.put(
                "getDifferences",
                get("/api/v1/runs/%s/differences/%s?limit=5".formatted(results.first.id(), results.second.id())));
        requests.put("downloadRun", get("/api/v1/runs/" + results.first.id() + "/archive"));
        requests.put("downloadResults", get("/api/v1/runs/" + results.first.id() + "/results"));
        return requests;
    }

    static Map<String, HttpRequest> sweepRequests() {
        String body = "{\"run\":%s,\"over\":{\"seed\":[1,2]}}".formatted(LAUNCH);
        String sweep = "/api/v1/sweeps/" + sweep(body);
        Map<String, HttpRequest> requests = new HashMap<>();
        requests.put("createSweep", post("/api/v1/sweeps", body));
        requests.put("estimateSweep", post("/api/v1/sweeps/estimate", body));
        requests.put("listSweeps", get("/api/v1/sweeps"));
        requests.put("getSweep", get(sweep));
        requests.put("getSweepTable", get(sweep + "/table?metric=cue_dot&method=attn"));
        requests.put("getWinRates", get(ratedSweep() + "/win-rates?measure=cue_dot"));
        requests.put("changeSweep", patch(sweep, "{\"name\":\"other\"}"));
        requests.put("retrySweep", post(sweep + "/retry", ""));
        requests.put("cancelSweep", post(sweep + "/cancel", ""));
        requests.put(
                "deleteSweep",
                server.request("/api/v1/sweeps/" + sweep(body)).DELETE().build());
        return requests;
    }

    /** Returns the path of a sweep whose runs have values of every measure. */
    static String ratedSweep() {
        SweepId id = new SweepId(sweep("{\"run\":%s,\"over\":{\"seed\":[1,2]}}".formatted(LAUNCH)));
        server.store.sweeps.latestRuns(id).forEach(run -> results.finish(run, 0));
        return "/api/v1/sweeps/" + id;
    }

    static String sweep(String body) {
        return new JsonObject(server.post("/api/v1/sweeps", body).body()).getString("id");
    }

    static Map<String, HttpRequest> shareRequests() {
        String request = "/scores/%s".formatted(server.scores.run.id());
        String body = "{\"address\":\"%s\",\"title\":\"A view\",\"requests\":[\"%s\"]}".formatted(request, request);
        JsonObject created = new JsonObject(server.post("/api/v1/shares", body).body());
        String other = new JsonObject(server.post("/api/v1/shares", body).body())
                .getJsonObject("share")
                .getString("id");
        String shared = "/api/v1/shared/" + created.getString("token");
        return Map.of(
                "listShares", get("/api/v1/shares"),
                "createShare", post("/api/v1/shares", body),
                "revokeShare",
                        server.request("/api/v1/shares/" + other).DELETE().build(),
                "getShared", get(shared),
                "downloadShared", get(shared + "/page"),
                "readShared", get(shared + "/read?request=" + request));
    }

    static String runId() {
        String id = new JsonObject(server.post("/api/v1/runs", LAUNCH).body()).getString("id");
        RunId run = new RunId(id);
        for (int step = 1; step <= 3; step++) {
            server.runs.step(run, step);
        }
        server.runs.epoch(run, 1);
        server.runs.line(run, "a line");
        return id;
    }

    static HttpRequest get(String path) {
        return server.request(path).build();
    }

    static RunId deletableRun() {
        RunId id = server.store.journal.create(Samples.spec("deletable")).id();
        server.store.force(id, RunState.FAILED);
        return id;
    }

    static HttpRequest patch(String path, String json) {
        return server.request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json))
                .build();
    }

    static HttpRequest post(String path, String json) {
        return server.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }
}
