package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.RunState;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.store.Samples;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.TestStore;
import dev.mixlab.web.http.Contract;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to a member is not changed by another one, whatever operation they try, and a share opens what it names alone. */
class AccessMatrixTest {

    /** What others could change; of runs their curves and logs are left out. */
    private static final List<String> TABLES = List.of(
            "run",
            "run_tag",
            "run_note",
            "sweep",
            "share",
            "share_request",
            "data_set",
            "model",
            "model_import",
            "checkpoint");

    private static final String LAUNCH = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}";
    private static final String SWEEP =
            "{\"run\":{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"methods\":[\"attn\"],\"evaluations\":[]},"
                    + "\"over\":{\"seed\":[1,2]}}";

    private final RunningServer server = RunningServer.withAccounts();
    private final String admin = signIn("ada", Role.ADMIN);
    private final String member = signIn("mel", Role.MEMBER);
    private final String other = signIn("otto", Role.MEMBER);
    private final String viewer = signIn("vi", Role.VIEWER);

    /** The things of the member, by the parameter of paths that names them. */
    private final Map<String, String> things = new HashMap<>();

    private String shareToken = "";

    @BeforeEach
    void makeThings() {
        server.store.dataSets.register(Samples.data("sample", "dogs"), new DataOrigin("test"));
        AccountId owner =
                server.store.accounts.accounts().find("mel").orElseThrow().id();
        String finished = server.scores.run.run().value();
        server.store.force(server.scores.run.run(), RunState.SUCCEEDED);
        things.put("runId", id(send(member, "POST", "/runs", LAUNCH)));
        things.put("sweepId", id(send(member, "POST", "/sweeps", SWEEP)));
        things.put("dataId", "hers");
        server.store.dataSets.register(Samples.data("hers", "cats"), new DataOrigin("test"), owner);
        things.put("modelId", server.checkpoint().id().value());
        server.store.database.jdbi().useHandle(handle -> handle.execute("UPDATE run SET owner = ?", owner.value()));
        String folder = new JsonObject()
                .put("folder", TestStore.MODELS.resolve("tiny-bert").toString())
                .encode();
        things.put("importId", id(send(member, "POST", "/imports", folder)));
        JsonObject share = json(send(
                member,
                "POST",
                "/shares",
                "{\"address\":\"/runs/%1$s\",\"title\":\"t\",\"requests\":[\"/runs/%1$s\"]}".formatted(finished)));
        things.put("shareId", share.getJsonObject("share").getString("id"));
        shareToken = share.getString("token");
        awaitImport();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void awaitImport() {
        String state;
        do {
            state = json(send(member, "GET", "/imports/" + things.get("importId"), ""))
                    .getString("state");
        } while (state.equals("queued") || state.equals("running"));
        assertThat(state).isEqualTo("succeeded");
        // the server says so a moment before it is stored
        while (isUnfinished()) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private boolean isUnfinished() {
        return server.store
                .database
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery("SELECT count(*) > 0 FROM model_import WHERE finished_at IS NULL")
                                .mapTo(Boolean.class)
                                .one());
    }

    private String signIn(String name, Role role) {
        Account account = server.store.accounts.accounts().create(new Account.New(name, name, role), null);
        Secret secret = Secret.fresh("");
        server.store.accounts.sessions().open(account.id(), secret.sha256());
        return "mixlab_session_%s=%s".formatted(server.address("/").getPort(), secret.value());
    }

    private HttpRequest.Builder request(String cookie, String path) {
        return server.request("/api/v1" + path)
                .header("Cookie", cookie)
                .header("Origin", server.address("/").toString().replaceFirst("/$", ""))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(String cookie, String method, String path, String body) {
        return server.send(request(cookie, path)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return new JsonObject(answer.body());
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer).getString("id");
    }

    private List<Operation> operations(String rule) {
        return Contract.load(server.vertx).await().operations().stream()
                .filter(operation -> rule.isEmpty()
                        || rule.equals(operation.getOpenAPIModel().getString("x-access")))
                .toList();
    }

    private String path(Operation operation) {
        String path = operation.getAbsoluteOpenAPIPath().replaceFirst("^/api/v1", "");
        for (Map.Entry<String, String> thing : things.entrySet()) {
            path = path.replace("{%s}".formatted(thing.getKey()), thing.getValue());
        }
        return path;
    }

    /** All rows of what others could change. */
    private Map<String, List<Map<String, Object>>> content() {
        return server.store.database.jdbi().withHandle(handle -> {
            Map<String, List<Map<String, Object>>> rows = new TreeMap<>();
            for (String table : TABLES) {
                rows.put(
                        table,
                        handle.createQuery("SELECT * FROM " + table).mapToMap().list().stream()
                                .map(AccessMatrixTest::comparable)
                                .sorted((one, two) -> one.toString().compareTo(two.toString()))
                                .toList());
            }
            return rows;
        });
    }

    /** A row without contents, which are objects of their own, and without the time at which a share was opened. */
    private static Map<String, Object> comparable(Map<String, Object> row) {
        Map<String, Object> kept = new TreeMap<>();
        row.forEach((column, value) -> {
            if (!(value instanceof byte[]) && !column.equals("opened_at") && !column.equals("content")) {
                kept.put(column, String.valueOf(value));
            }
        });
        return kept;
    }

    private HttpResponse<String> call(String cookie, Operation operation) {
        String method = operation.getHttpMethod().name();
        return send(
                cookie, method, path(operation), List.of("POST", "PATCH", "PUT").contains(method) ? "{}" : "");
    }

    @Test
    void whatBelongsToAMemberIsChangedByThatMemberAndByAdministratorsAlone() {
        List<Operation> owned = operations("owner");
        assertThat(owned)
                .hasSizeGreaterThan(14)
                .allSatisfy(operation -> assertThat(path(operation))
                        .as(operation.getOperationId())
                        .doesNotContain("{"));
        Map<String, List<Map<String, Object>>> before = content();
        for (Operation operation : owned) {
            String what = operation.getOperationId();
            HttpResponse<String> answer = call(other, operation);
            assertThat(answer.statusCode()).as(what).isEqualTo(403);
            assertThat(answer.body()).as(what).contains("belongs to somebody else");
            assertThat(call(viewer, operation).statusCode()).as(what).isEqualTo(403);
            assertThat(call("nothing=0", operation).statusCode()).as(what).isEqualTo(401);
        }
        assertThat(content()).isEqualTo(before);
        for (Operation operation : owned) {
            assertThat(call(member, operation).statusCode())
                    .as(operation.getOperationId())
                    .isNotIn(401, 403);
            assertThat(call(admin, operation).statusCode())
                    .as(operation.getOperationId())
                    .isNotIn(401, 403);
        }
    }

    @Test
    void whatABodyNamesIsGuardedAsWhatAPathNames() {
        Map<String, List<Map<String, Object>>> before = content();
        String run = things.get("runId");
        List<String> choices = List.of(
                "\"runs\":[\"%s\"]".formatted(run), "\"filter\":{}", "\"filter\":{\"search\":\"%s\"}".formatted(run));
        for (String action : List.of("star", "archive", "cancel", "delete")) {
            for (String choice : choices) {
                String body = "{\"action\":\"%s\",%s}".formatted(action, choice);
                assertThat(send(other, "POST", "/runs/batch", body).statusCode())
                        .as(body)
                        .isEqualTo(403);
            }
        }
        String changes = "{\"runs\":[\"%s\"],\"starred\":true}".formatted(run);
        assertThat(send(other, "POST", "/runs/changes", changes).statusCode()).isEqualTo(403);
        assertThat(content()).isEqualTo(before);
        assertThat(send(member, "POST", "/runs/changes", changes).statusCode()).isEqualTo(200);
    }

    @Test
    void eventsAreForThoseWhoMayRead() throws Exception {
        String run = "/runs/%s/events".formatted(things.get("runId"));
        for (String path : List.of("/events", run)) {
            assertThat(send("nothing=0", "GET", path, "").statusCode()).isEqualTo(401);
            assertThat(withShareToken("GET", path).statusCode()).isEqualTo(401);
            assertThat(readShared(path).statusCode()).isEqualTo(404);
            for (String cookie : List.of(viewer, member, other, admin)) {
                HttpResponse<InputStream> stream =
                        server.send(request(cookie, path).build(), BodyHandlers.ofInputStream());
                assertThat(stream.statusCode()).isEqualTo(200);
                stream.body().close();
            }
        }
    }

    private HttpResponse<String> readShared(String request) {
        return server.get("/api/v1/shared/%s/read?request=%s"
                .formatted(shareToken, URLEncoder.encode(request, StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> withShareToken(String method, String path) {
        return server.send(server.request("/api/v1" + path)
                .header("Authorization", "Bearer " + shareToken)
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .build());
    }

    @Test
    void aShareTokenReadsWhatItsShareNamesAndNothingElse() {
        String named = "/runs/" + server.scores.run.run().value();
        assertThat(json(readShared(named)).getString("id"))
                .isEqualTo(server.scores.run.run().value());
        Map<String, List<Map<String, Object>>> before = content();
        for (Operation operation : operations("")) {
            String what = operation.getOperationId();
            String path = path(operation).replaceAll("\\{\\w+}", "nothing");
            assertThat(readShared(path).statusCode()).as(what).isEqualTo(404);
            String method = operation.getHttpMethod().name().toUpperCase(Locale.ROOT);
            HttpResponse<String> answer = withShareToken(method, path);
            assertThat(answer.statusCode())
                    .as("%s %s %s: %s", what, method, path, answer.body())
                    .isEqualTo(401);
        }
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            Stream.of("/shared/" + shareToken, "/shared/%s/read?request=%s".formatted(shareToken, named))
                    .forEach(path -> assertThat(withShareToken(method, path).statusCode())
                            .as(method)
                            .isIn(401, 404, 405));
        }
        assertThat(content()).isEqualTo(before);
        assertThat(call(member, operation("revokeShare")).statusCode()).isEqualTo(204);
        assertThat(readShared(named).statusCode()).isEqualTo(404);
    }

    private Operation operation(String id) {
        return operations("").stream()
                .filter(operation -> operation.getOperationId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
