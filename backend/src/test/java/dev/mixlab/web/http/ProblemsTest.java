package dev.mixlab.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.Paradigm;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonObject problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(response.headers().firstValue("X-Request-Id")).contains(problem.getString("requestId"));
        return problem;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'dataId':'sample'} | modelId | is missing",
                "{'modelId':'tiny-bert','dataId':7} | dataId | is of type number, not string",
                "{'modelId':'tiny-bert','dataId':''} | dataId | String is too short (0 < 1)",
                "{'modelId':'m','dataId':'d','fineTuning':{'epochs':0}} | fineTuning.epochs | 0 is less than 1",
                "{'modelId':'m','dataId':'d','fineTuning':{'epochs':1.5}} | fineTuning.epochs | is of type number, not integer",
                "{'modelId':'m','dataId':'d','fineTuning':{'learningRate':0}} | fineTuning.learningRate"
                        + " | 0 is less than or equal to 0",
                "{'modelId':'m','dataId':'d','fineTuning':{'rate':1}} | fineTuning.rate | is not a known field",
                "{'modelId':'m','dataId':'d','methods':[]} | methods | Array has too few items",
                "{'modelId':'m','dataId':'d','methods':['a','a']} | methods | has the same at 0 and 1",
                "{'modelId':'m','dataId':'d','methods':[5]} | methods.0 | is of type number, not string",
                "{'modelId':'m','dataId':'d','examples':'all'} | examples | is of type string, not integer, null",
                "{'modelId':'m','dataId':'d','scoring':{'attribution':{'steps':0}}} | scoring.attribution.steps"
                        + " | 0 is less than 1",
                "{'modelId':'m','dataId':'d','scoring':{'attribution':{'steps':1001}}} | scoring.attribution.steps"
                        + " | 1001 is greater than 1000",
                "{'modelId':'m','dataId':'d','scoring':{'column':'all'}} | scoring.column | is not a known field",
                "{'modelId':'m','dataId':'d','scoring':{'seed':-1}} | scoring.seed | -1 is less than 0",
                "[] | body | is of type array, not object",
                "{'modelId': | body | is not JSON",
            })
    void aLaunchThatBreaksARuleIsRefusedWithTheFieldAndTheRule(String body, String input, String rule) {
        JsonObject problem = problem(server.post("/api/v1/runs", body.replace('\'', '"')), 400);
        JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("input")).isEqualTo(input);
        assertThat(error.getString("rule")).contains(rule);
        assertThat(problem.getJsonArray("errors")).hasSize(1);
        assertThat(problem.getString("detail")).isEqualTo(error.getString("input") + ": " + error.getString("rule"));
        assertThat(problem.getString("instance")).isEqualTo("/api/v1/runs");
    }

    @Test
    void everyBrokenRuleIsNamed() {
        String body = "{\"modelId\":\"m\",\"fineTuning\":{\"epochs\":0,\"batchSize\":0}}";
        JsonObject problem = problem(server.post("/api/v1/runs", body), 400);
        assertThat(problem.getJsonArray("errors"))
                .extracting(error -> ((JsonObject) error).getString("input"))
                .containsExactlyInAnyOrder("dataId", "fineTuning.epochs", "fineTuning.batchSize");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/api/v1/runs?limit=0, limit, 0 is less than 1",
                "/api/v1/runs?limit=ten, limit, 'ten' is not of type integer",
                "/api/v1/runs?limit=99999999999999999999, limit, is not of type integer",
                "/api/v1/runs?offset=-1, offset, -1 is less than 0",
                "/api/v1/runs?state=asleep, state, is not one of",
                "/api/v1/runs?limit=1&limit=2, limit, is given 2 times",
                "/api/v1/runs?stat=queued, stat, is not a known parameter of this address",
                "/api/v1/scores/s-0/examples?correct=yes, correct, 'yes' is not of type boolean",
                "/api/v1/scores/s-0/examples/x, index, 'x' is not of type integer",
                "/api/v1/scores/s-0/examples/3/maps, method, is missing",
            })
    void aParameterThatBreaksARuleIsRefusedWithItsNameAndTheRule(String path, String input, String rule) {
        JsonObject error = problem(server.get(path), 400).getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("input")).isEqualTo(input);
        assertThat(error.getString("rule")).contains(rule);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/api/v1/nothing, there is nothing at this address",
                "/api/v2/runs, there is nothing at this address",
                "/api/v1/runs/r-0000000000, there is no run r-0000000000",
                "/api/v1/runs/none, there is no run 'none'",
                "/api/v1/runs/none/metrics, there is no run 'none'",
                "/api/v1/runs/r-0000000000/events, there is no run r-0000000000",
                "/api/v1/runs/none/events, there is no run 'none'",
                "/api/v1/checkpoints/none, there is no checkpoint 'none'",
                "/api/v1/checkpoints/c-0000000000/download, there is no checkpoint c-0000000000",
                "/api/v1/scores/none, there is no score run 'none'",
            })
    void whatIsNotThereIsNotFound(String path, String detail) {
        assertThat(problem(server.get(path), 404).getString("detail")).isEqualTo(detail);
    }

    @Test
    void whatIsWellFormedButBreaksARuleOfTheMatterIsRefused() {
        String body = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"methods\":[\"tarot\"]}";
        assertThat(problem(server.post("/api/v1/runs", body), 422).getString("detail"))
                .contains("tarot");
        String maps = "/api/v1/scores/" + server.scores.run.id() + "/examples/3/maps?method=attn&aggregation=rollout";
        assertThat(problem(server.get(maps), 422).getString("detail")).contains("attn", "rollout");
        String folder = "{\"folder\":\"/does/not/exist\"}";
        assertThat(problem(server.post("/api/v1/data/blimp", folder), 422).getString("detail"))
                .contains("/does/not/exist");
        String both = "{\"folder\":\"/tmp\",\"download\":true}";
        assertThat(problem(server.post("/api/v1/data/blimp", both), 422).getString("detail"))
                .contains("not both");
    }

    @Test
    void whatDoesNotFitTheStateIsAConflict() {
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}";
        String id = new JsonObject(server.post("/api/v1/runs", launch).body()).getString("id");
        assertThat(server.post("/api/v1/runs/" + id + "/cancel", "").statusCode())
                .isEqualTo(202);
        JsonObject problem = problem(server.post("/api/v1/runs/" + id + "/cancel", ""), 409);
        assertThat(problem.getString("detail")).contains(id, "finished");
    }

    @Test
    void anUnforeseenFailureTellsNothing() {
        String body = "{\"name\":\"broken\",\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}";
        HttpResponse<String> response = server.post("/api/v1/runs", body);
        problem(response, 500);
        assertThat(response.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void aMethodThatAnAddressDoesNotTakeIsAnsweredWithThoseItTakes() {
        HttpResponse<String> response =
                server.send(server.request("/api/v1/runs").DELETE().build());
        problem(response, 405);
        assertThat(response.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("POST");
        problem(server.send(server.request("/somewhere").DELETE().build()), 405);
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        HttpRequest.Builder request = server.request("/api/v1/runs").POST(BodyPublishers.ofString("modelId=tiny-bert"));
        problem(server.send(request.build()), 415);
        problem(server.send(request.header("Content-Type", "text/plain").build()), 415);
    }

    @Test
    void aMissingBodyIsRefused() {
        JsonObject problem = problem(server.post("/api/v1/runs", ""), 400);
        assertThat(problem.getString("detail")).isEqualTo("body: is missing");
    }

    @Test
    void aHugeBodyIsRefused() {
        String name = "x".repeat((int) BodyBounds.LARGEST_BODY);
        problem(server.post("/api/v1/runs", "{\"name\":\"" + name + "\"}"), 413);
    }

    @Test
    void anAddressThatCannotBeDecodedIsRefused() {
        HttpResponse<String> response = server.get("/api/v1/runs?state=%ff");
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void aNameIsCountedInCodePointsAndHasNoControlCharacters() {
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"name\":\"%s\"}";
        assertThat(server.post("/api/v1/runs", launch.formatted("\uD83D\uDE00".repeat(120)))
                        .statusCode())
                .isEqualTo(201);
        problem(server.post("/api/v1/runs", launch.formatted("\uD83D\uDE00".repeat(121))), 400);
        JsonObject problem = problem(server.post("/api/v1/runs", launch.formatted("a\\u0007b")), 422);
        assertThat(problem.getString("detail"))
                .isEqualTo("the name of a run must not have control characters, but has U+0007");
    }

    @Test
    void aFolderThatMayNotBeReadTellsNothingAboutTheServersFiles() throws IOException {
        Path outside = Files.createDirectories(server.folder().resolve("outside"));
        Files.writeString(outside.resolve(BlimpReader.fileName(Paradigm.ANAPHOR)), "secret words");
        Files.createSymbolicLink(server.folder().resolve("root/link"), outside);
        Set<String> details = new HashSet<>();
        for (String folder :
                List.of("/does/not/exist", "/etc", "/etc/hostname", "../outside", outside.toString(), "link")) {
            HttpResponse<String> response = server.post("/api/v1/data/blimp", "{\"folder\":\"%s\"}".formatted(folder));
            details.add(problem(response, 422).getString("detail").replace(folder, "FOLDER"));
        }
        assertThat(details).containsOnly("there is no folder 'FOLDER' below a folder that may be read (--data-root)");
    }

    @Test
    void aFileOfBlimpThatIsALinkOutOfTheRootIsNotRead() throws IOException {
        Path folder = Files.createDirectories(server.folder().resolve("root/blimp"));
        Path outside = Files.writeString(server.folder().resolve("outside.jsonl"), "secret words");
        String name = BlimpReader.fileName(Paradigm.ANAPHOR);
        Files.createSymbolicLink(folder.resolve(name), outside);
        HttpResponse<String> response = server.post("/api/v1/data/blimp", "{\"folder\":\"blimp\"}");
        assertThat(problem(response, 422).getString("detail"))
                .isEqualTo(
                        "'%s' in the folder 'blimp' is a link out of what may be read (--data-root)".formatted(name));
    }

    @Test
    void whatIsWrongWithBlimpBelowARootIsSaid() throws IOException {
        Files.createDirectories(server.folder().resolve("root/blimp"));
        HttpResponse<String> response = server.post("/api/v1/data/blimp", "{\"folder\":\"blimp\"}");
        assertThat(problem(response, 422).getString("detail"))
                .contains(BlimpReader.fileName(Paradigm.ANAPHOR), "is missing; the folder must hold BLiMP's five");
    }
}
