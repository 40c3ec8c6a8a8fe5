package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.store.Samples;
import dev.mixlab.web.http.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, held against the contract's own schemas. */
class OperationsTest {

    private static final String LAUNCH = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}";
    /** Operations of servers with accounts, which {@link AccountsTest} calls. */
    static final Set<String> PEOPLE = Set.of(
            "signIn",
            "signOut",
            "setUp",
            "acceptInvitation",
            "beginSignIn",
            "finishSignIn",
            "getOwnAccount",
            "changeOwnAccount",
            "changePassword",
            "listTokens",
            "createToken",
            "revokeToken",
            "listAccounts",
            "createAccount",
            "changeAccount",
            "deleteAccount",
            "inviteAccount",
            "handOver",
            "listAudit");

    private static final Set<String> STREAMS = Set.of("watchRun", "watchRuns");

    private static RunningServer server;
    private static StoredResults results;
    private static OpenAPIContract contract;

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
    private Map<String, HttpRequest> dataRequests() {
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

    private HttpRequest text(String path, String content) {
        return server.request(path)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
    }

    private HttpRequest upload(String path) {
        return server.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString("good,bad\nHe is,He are\nShe is,She are\n"))
                .build();
    }

    private Map<String, HttpRequest> requests() {
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

    private static Map<String, HttpRequest> models() {
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

    private static String cancelled() {
        String id = new JsonObject(
                        server.post("/api/v1/imports", "{\"hub\":\"other\"}").body())
                .getString("id");
        server.post("/api/v1/imports/" + id + "/cancel", "");
        return server.endedImport(id).getString("id");
    }

    private static String deletable() {
        String folder = "{\"folder\":\"%s\"}".formatted(TestStore.MODELS.resolve("tiny-electra"));
        String id = new JsonObject(server.post("/api/v1/imports", folder).body()).getString("id");
        return "/api/v1/models/" + server.importedModel(id);
    }

    private static Map<String, HttpRequest> stored() {
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

    private static Map<String, HttpRequest> sweepRequests() {
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
    private static String ratedSweep() {
        SweepId id = new SweepId(sweep("{\"run\":%s,\"over\":{\"seed\":[1,2]}}".formatted(LAUNCH)));
        server.store.sweeps.latestRuns(id).forEach(run -> results.finish(run, 0));
        return "/api/v1/sweeps/" + id;
    }

    private static String sweep(String body) {
        return new JsonObject(server.post("/api/v1/sweeps", body).body()).getString("id");
    }

    private static Map<String, HttpRequest> shareRequests() {
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

    private static String runId() {
        String id = new JsonObject(server.post("/api/v1/runs", LAUNCH).body()).getString("id");
        RunId run = new RunId(id);
        for (int step = 1; step <= 3; step++) {
            server.runs.step(run, step);
        }
        server.runs.epoch(run, 1);
        server.runs.line(run, "a line");
        return id;
    }

    private static HttpRequest get(String path) {
        return server.request(path).build();
    }

    private static RunId deletableRun() {
        RunId id = server.store.journal.create(Samples.spec("deletable")).id();
        server.store.force(id, RunState.FAILED);
        return id;
    }

    private static HttpRequest patch(String path, String json) {
        return server.request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json))
                .build();
    }

    private static HttpRequest post(String path, String json) {
        return server.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    @Test
    void everyOperationAnswersAsItsSchemaSays() {
        Map<String, HttpRequest> requests = requests();
        Set<String> expected = new HashSet<>(requests.keySet());
        expected.addAll(STREAMS);
        expected.addAll(PEOPLE);
        assertThat(contract.operations())
                .extracting(Operation::getOperationId)
                .containsExactlyInAnyOrderElementsOf(expected);

        requests.forEach((operation, request) -> {
            HttpResponse<byte[]> response = server.send(request, BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as(operation).isBetween(200, 204);
            if (response.statusCode() == 204) {
                assertThat(response.body()).as(operation).isEmpty();
            } else {
                validate(operation, response);
            }
        });
    }

    @Test
    void aProblemAnswersAsItsSchemaSays() {
        HttpRequest request = get("/api/v1/runs/r-0000000000");
        HttpResponse<byte[]> response = server.send(request, BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(404);
        validate("getRun", response);
    }

    private static void validate(String operation, HttpResponse<byte[]> response) {
        String type =
                Contract.knownType(response.headers().firstValue("Content-Type").orElseThrow());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        ValidatableResponse answer =
                ValidatableResponse.create(response.statusCode(), headers, Buffer.buffer(response.body()), type);
        ResponseValidator.create(server.vertx, contract)
                .validate(answer, operation)
                .await();
    }

    @Test
    void aLaunchTakesTheSettingsSuggestedForTheModelForWhatIsLeftOut() {
        HttpResponse<String> response = server.post("/api/v1/runs", LAUNCH);
        JsonObject run = new JsonObject(response.body());
        JsonObject spec = run.getJsonObject("spec");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).contains("/api/v1/runs/" + run.getString("id"));
        assertThat(spec.getString("name")).isEqualTo("tiny-bert on sample");
        assertThat(spec.getValue("examples")).isNull();
        assertThat(spec.getJsonArray("methods")).containsExactly("value_zeroing_cosine", "attn", "random");
        assertThat(spec.getJsonObject("fineTuning").getMap())
                .containsEntry("learningRate", 3e-4)
                .containsEntry("warmUp", 0.1)
                .containsEntry("epochs", 5)
                .containsEntry("batchSize", 64)
                .containsEntry("seed", 42);
    }

    @Test
    void aLaunchKeepsWhatItIsGiven() {
        String launch = "{\"name\":\" mine \",\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"examples\":20,"
                + "\"fineTuning\":{\"epochs\":2,\"seed\":9007199254740991},\"methods\":[\"attn\"]}";
        JsonObject spec = new JsonObject(server.post("/api/v1/runs", launch).body()).getJsonObject("spec");
        assertThat(spec.getString("name")).isEqualTo("mine");
        assertThat(spec.getInteger("examples")).isEqualTo(20);
        assertThat(spec.getJsonArray("methods")).containsExactly("attn", "random");
        assertThat(spec.getJsonObject("fineTuning").getInteger("epochs")).isEqualTo(2);
        assertThat(spec.getJsonObject("fineTuning").getDouble("learningRate")).isEqualTo(3e-4);
        assertThat(spec.getJsonObject("fineTuning").getLong("seed")).isEqualTo(9007199254740991L);
    }

    @Test
    void aLaunchThatDoesNotSayWhichRowsGetsTheSuggestedOnes() {
        assertThat(launchedRows("\"examples\":1000")).isEqualTo("all");
        assertThat(launchedRows("\"examples\":1001")).isEqualTo("target");
        assertThat(launchedRows("\"examples\":1001,\"scoring\":{\"seed\":7}")).isEqualTo("target");
        assertThat(launchedRows("\"examples\":1001,\"scoring\":{\"rows\":\"all\"}"))
                .isEqualTo("all");
        assertThat(launchedRows("\"examples\":1,\"scoring\":{\"rows\":\"target\"}"))
                .isEqualTo("target");
    }

    private static String launchedRows(String fields) {
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",%s}".formatted(fields);
        return new JsonObject(server.post("/api/v1/runs", launch).body())
                .getJsonObject("spec")
                .getJsonObject("scoring")
                .getString("rows");
    }

    @Test
    void anEstimateSaysWhatIsNeededWhatThereIsAndWhatIsMissing() {
        JsonObject estimate =
                new JsonObject(server.post("/api/v1/runs/estimate", LAUNCH).body());
        assertThat(estimate.getJsonArray("stages").getJsonObject(0).getMap())
                .containsEntry("stage", "score-before")
                .containsEntry("seconds", 5.0);
        assertThat(estimate.getJsonObject("disk").getMap())
                .containsEntry("need", 3 << 20)
                .containsEntry("available", 2 << 20)
                .containsEntry("shortage", "The run needs 3 MB of disk.");
        assertThat(estimate.getJsonObject("memory").getMap()).containsEntry("shortage", null);
        assertThat(estimate.getJsonObject("maps").getMap())
                .containsEntry("suggested", "target")
                .containsEntry("limit", 2_000_000_000);
    }

    @Test
    void aModelHasItsSuggestedSettings() {
        JsonObject model = new JsonObject(server.get("/api/v1/models/tiny-bert").body());
        assertThat(model.getJsonObject("suggested").getMap())
                .containsOnlyKeys("learningRate", "warmUp", "epochs", "batchSize", "seed", "maskedShare")
                .containsEntry("learningRate", 3e-4);
        JsonArray methods = new JsonArray(server.get("/api/v1/methods").body());
        assertThat(methods.stream().map(method -> ((JsonObject) method).getBoolean("standard")))
                .containsExactly(true, true, false);
    }

    @Test
    void aLossThatIsNotFiniteIsNull() {
        JsonObject metrics = new JsonObject(
                server.get("/api/v1/runs/" + runId() + "/metrics?sinceStep=2").body());
        JsonObject step = metrics.getJsonArray("steps").getJsonObject(0);
        assertThat(step.getInteger("step")).isEqualTo(3);
        assertThat(step.containsKey("loss")).isTrue();
        assertThat(step.getValue("loss")).isNull();
    }

    @Test
    void sentencesAreFilteredAndPaged() {
        String examples = "/api/v1/scores/" + server.scores.run.id() + "/examples";
        JsonObject wrong = new JsonObject(
                server.get(examples + "?correct=false&limit=2&offset=1").body());
        assertThat(wrong.getInteger("total")).isEqualTo(5);
        assertThat(wrong.getJsonArray("items"))
                .extracting(item -> ((JsonObject) item).getInteger("index"))
                .containsExactly(6, 7);
        JsonObject found =
                new JsonObject(server.get(examples + "?search=100%25%20DOG7").body());
        assertThat(found.getInteger("total")).isEqualTo(1);
        JsonObject numeric = new JsonObject(server.get(examples + "?search=1.5").body());
        assertThat(numeric.getInteger("total")).isZero();
    }

    @Test
    void mapsComeAsNestedNumbersWithSixDigits() {
        JsonObject maps = new JsonObject(
                server.get("/api/v1/scores/" + server.scores.run.id() + "/examples/3/maps?method=value_zeroing_cosine")
                        .body());
        assertThat(maps.getString("aggregation")).isEqualTo("none");
        assertThat(maps.getJsonArray("values")).hasSize(TenSentences.LAYERS);
        assertThat(maps.getJsonArray("values").getJsonArray(0)).hasSize(TenSentences.TOKENS);
        assertThat(maps.getJsonArray("values").getJsonArray(1).getJsonArray(2))
                .containsExactly(2.57143, 2.71429, 2.85714);
        assertThat(maps.getJsonArray("raw")).hasSize(TenSentences.LAYERS);
    }

    @Test
    void mapsComeAsBinaryWhenAskedFor() {
        String path =
                "/api/v1/scores/" + server.scores.run.id() + "/examples/3/maps?method=attn&aggregation=last_layer";
        HttpResponse<byte[]> response = server.send(
                server.request(path)
                        .header("Accept", "application/octet-stream")
                        .build(),
                BodyHandlers.ofByteArray());
        Buffer bytes = Buffer.buffer(response.body());
        assertThat(response.headers().firstValue("Mixlab-Layers")).contains("1");
        assertThat(response.headers().firstValue("Mixlab-Tokens")).contains("3");
        assertThat(bytes.length()).isEqualTo(9 * Float.BYTES);
        assertThat(bytes.getFloatLE(0)).isEqualTo((3 + 9) / 7f);
    }

    @Test
    void rawAttentionComesHeadByHead() {
        String maps = "/api/v1/scores/" + server.scores.run.id() + "/examples/3/maps?method=";
        JsonObject one = new JsonObject(server.get(maps + "attn&head=1").body());
        assertThat(one.getString("method")).isEqualTo("attn_head_1");
        assertThat(one.getJsonArray("values").getJsonArray(1).getJsonArray(2)).containsExactly(0.5, 0.5, 0.5);
        assertThat(server.get(maps + "attn&head=1&aggregation=rollout").statusCode())
                .isEqualTo(422);
        assertThat(server.get(maps + "attn&head=2").statusCode()).isEqualTo(422);
        assertThat(server.get(maps + "value_zeroing_cosine&head=0").statusCode())
                .isEqualTo(422);
    }

    @Test
    void headIsAnsweredWithoutABody() {
        HttpRequest request = server.request("/api/v1/health")
                .method("HEAD", BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = server.send(request);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }
}
