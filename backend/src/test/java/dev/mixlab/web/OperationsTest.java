package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.http.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, held against the contract's own schemas. */
public class OperationsTest extends ContractRequests {

    /** Operations of servers with accounts, which {@link dev.mixlab.web.account.AccountsTest} calls. */
    public static final Set<String> PEOPLE = Set.of(
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
    void mapsOfMethodsWithSingleHeadsComeHeadByHead() {
        String maps = "/api/v1/scores/" + server.scores.run.id() + "/examples/3/maps?method=";
        JsonObject one = new JsonObject(server.get(maps + "attn&head=1").body());
        assertThat(one.getString("method")).isEqualTo("attn_head_1");
        assertThat(one.getJsonArray("values").getJsonArray(1).getJsonArray(2)).containsExactly(0.5, 0.5, 0.5);
        assertThat(server.get(maps + "attn&head=1&aggregation=rollout").statusCode())
                .isEqualTo(422);
        assertThat(server.get(maps + "attn&head=2").statusCode()).isEqualTo(422);
        assertThat(new JsonObject(
                                server.get(maps + "value_zeroing_cosine&head=0").body())
                        .getString("method"))
                .isEqualTo("value_zeroing_cosine_head_0");
        HttpResponse<String> none = server.get(maps + "integrated_gradients&head=0");
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body())
                .contains(
                        "single heads exist for value_zeroing_cosine, attn, contribution_weights, not for integrated_gradients");
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
