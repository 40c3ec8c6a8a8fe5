package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.OperationsTest;
import dev.mixlab.web.RunningServer;
import dev.mixlab.web.http.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A server whose people need accounts: who may call which operation, and how people come by accounts, sessions and tokens. */
class AccountsTest extends AccountServer {

    /** Ids that nothing has, for each parameter of a path. */
    private static final Map<String, String> NOTHING = Map.of("index", "0");

    /** Roles by their rank; 0 is nobody. */
    private static int needed(String access) {
        return Map.of("anyone", 0, "viewer", 1, "member", 2, "owner", 2, "admin", 3)
                .getOrDefault(access, 4);
    }

    @Test
    void everyOperationIsRefusedToThoseBelowItsRuleAndToNobodyElse() {
        Map<Map<String, String>, Integer> callers = new LinkedHashMap<>();
        String origin = server.address("/").toString().replaceFirst("/$", "");
        callers.put(Map.of(), 0);
        callers.put(Map.of("Cookie", viewer, "Origin", origin), 1);
        callers.put(Map.of("Cookie", member, "Origin", origin), 2);
        callers.put(Map.of("Authorization", "Bearer " + token(admin, "viewer")), 1);
        callers.put(Map.of("Authorization", "Bearer " + token(admin, "member")), 2);
        callers.put(Map.of("Authorization", "Bearer " + token(admin, "admin")), 3);
        OpenAPIContract contract = Contract.load(server.vertx).await();
        for (Operation operation : contract.operations()) {
            if (List.of("watchRuns", "watchRun", "signOut").contains(operation.getOperationId())) {
                continue;
            }
            int needed = needed(operation.getOpenAPIModel().getString("x-access"));
            callers.forEach((headers, rank) -> {
                HttpResponse<String> answer =
                        send(operation.getHttpMethod().name(), path(operation), headers, "{\"\":0}");
                boolean unknown = answer.statusCode() == 401 && !answer.body().contains("name or password");
                boolean lesser = answer.statusCode() == 403 && answer.body().contains("this needs the role");
                boolean refused = unknown || lesser;
                assertThat(refused)
                        .as("%s as %s: %s %s", operation.getOperationId(), rank, answer.statusCode(), answer.body())
                        .isEqualTo(rank < needed);
            });
        }
    }

    private static String path(Operation operation) {
        String path = operation.getAbsoluteOpenAPIPath();
        for (Map.Entry<String, String> known : NOTHING.entrySet()) {
            path = path.replace("{" + known.getKey() + "}", known.getValue());
        }
        return path.replaceAll("\\{\\w+}", "nothing");
    }

    @Test
    void theMostImportantRules() {
        Map<String, String> rules = Map.ofEntries(
                Map.entry("createRun", "member"),
                Map.entry("deleteRun", "owner"),
                Map.entry("cancelRun", "owner"),
                Map.entry("changeRun", "owner"),
                Map.entry("listRuns", "viewer"),
                Map.entry("watchRuns", "viewer"),
                Map.entry("createShare", "member"),
                Map.entry("revokeShare", "owner"),
                Map.entry("readShared", "anyone"),
                Map.entry("deleteModel", "owner"),
                Map.entry("importModel", "member"),
                Map.entry("deleteData", "owner"),
                Map.entry("downloadBackup", "admin"),
                Map.entry("createAccount", "admin"),
                Map.entry("listAudit", "admin"),
                Map.entry("createToken", "viewer"),
                Map.entry("signIn", "anyone"));
        OpenAPIContract contract = Contract.load(server.vertx).await();
        rules.forEach((operation, rule) -> assertThat(
                        contract.operation(operation).getOpenAPIModel().getString("x-access"))
                .as(operation)
                .isEqualTo(rule));
    }

    @Test
    void aRunIsChangedByItsOwnerAndByAdministrators() {
        String launch = "{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}";
        String run = "/api/v1/runs/"
                + json(as(member, "POST", "/api/v1/runs", launch)).getString("id");
        String tags = "{\"tags\":[\"paper\"]}";
        assertThat(as(viewer, "POST", "/api/v1/runs", launch).statusCode()).isEqualTo(403);
        assertThat(as(other, "PATCH", run, tags).statusCode()).isEqualTo(403);
        assertThat(as(other, "POST", run + "/cancel", "").statusCode()).isEqualTo(403);
        String both = "{\"runs\":[\"%s\"],\"starred\":true}".formatted(run.substring(run.lastIndexOf('/') + 1));
        assertThat(as(other, "POST", "/api/v1/runs/changes", both).statusCode()).isEqualTo(403);
        assertThat(as(member, "POST", "/api/v1/runs/changes", both).statusCode())
                .isEqualTo(200);
        assertThat(as(member, "PATCH", run, tags).statusCode()).isEqualTo(200);
        assertThat(as(admin, "PATCH", run, tags).statusCode()).isEqualTo(200);
        String nobodys = "/api/v1/runs/" + server.scores.run.run();
        assertThat(as(other, "PATCH", nobodys, tags).statusCode()).isEqualTo(200);
        assertThat(as(other, "DELETE", nobodys, "").statusCode()).isEqualTo(403);
    }

    @Test
    void aCookieAloneChangesNothing() {
        assertThat(status("POST", "/api/v1/runs", Map.of("Cookie", admin))).isEqualTo(403);
        assertThat(status("POST", "/api/v1/runs", Map.of("Cookie", admin, "Sec-Fetch-Site", "same-origin")))
                .isEqualTo(400);
        assertThat(status("GET", "/api/v1/runs", Map.of("Cookie", admin))).isEqualTo(200);
    }

    @Test
    void signingOutAndAChangeOfThePasswordEndSessions() {
        String first = account("sam", "viewer");
        HttpResponse<String> signedIn = as(first, "POST", "/api/v1/session", signIn("Sam", PASSWORD));
        String second = cookie(signedIn);
        assertThat(as(first, "GET", "/api/v1/account", "").statusCode()).isEqualTo(401);
        assertThat(as(second, "GET", "/api/v1/account", "").statusCode()).isEqualTo(200);
        HttpResponse<String> changed = as(
                second,
                "PUT",
                "/api/v1/account/password",
                "{\"current\":\"%s\",\"password\":\"another horse\"}".formatted(PASSWORD));
        assertThat(changed.statusCode()).isEqualTo(204);
        String third = cookie(changed);
        assertThat(as(second, "GET", "/api/v1/account", "").statusCode()).isEqualTo(401);
        assertThat(as(null, "POST", "/api/v1/session", signIn("sam", PASSWORD)).statusCode())
                .isEqualTo(401);
        assertThat(as(third, "DELETE", "/api/v1/session", "").statusCode()).isEqualTo(204);
        assertThat(as(third, "GET", "/api/v1/account", "").statusCode()).isEqualTo(401);
    }

    private static String signIn(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    @Test
    void attemptsAreLimitedAndAnUnknownNameIsAnsweredAsAWrongPassword() {
        account("lea", "viewer");
        String wrong = as(null, "POST", "/api/v1/session", signIn("lea", "wrong password"))
                .body();
        String unknown = as(null, "POST", "/api/v1/session", signIn("nobody-here", "wrong password"))
                .body();
        assertThat(new JsonObject(wrong).getString("detail"))
                .isEqualTo(new JsonObject(unknown).getString("detail"))
                .isEqualTo("name or password is wrong");
        for (int attempt = 1; attempt < 10; attempt++) {
            assertThat(as(null, "POST", "/api/v1/session", signIn("lea", "wrong password"))
                            .statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> late = as(null, "POST", "/api/v1/session", signIn("lea", PASSWORD));
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(late.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 900L);
    }

    @Test
    void aTokenIsRevokedAndMakesNoOther() {
        JsonObject created =
                json(as(member, "POST", "/api/v1/account/tokens", "{\"name\":\"ci\",\"role\":\"viewer\"}"));
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + created.getString("secret"));
        assertThat(status("GET", "/api/v1/runs", bearer)).isEqualTo(200);
        assertThat(send("POST", "/api/v1/account/tokens", bearer, "{\"name\":\"x\",\"role\":\"viewer\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(viewer, "POST", "/api/v1/account/tokens", "{\"name\":\"x\",\"role\":\"admin\"}")
                        .statusCode())
                .isEqualTo(422);
        String id = created.getJsonObject("token").getString("id");
        assertThat(as(other, "DELETE", "/api/v1/account/tokens/" + id, "").statusCode())
                .isEqualTo(404);
        assertThat(as(member, "DELETE", "/api/v1/account/tokens/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(status("GET", "/api/v1/runs", bearer)).isEqualTo(401);
    }

    @Test
    void theLastAdministratorStaysAndADisabledAccountIsOut() {
        String id = json(as(admin, "GET", "/api/v1/account", "")).getString("id");
        assertThat(as(admin, "PATCH", "/api/v1/accounts/" + id, "{\"role\":\"member\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(as(admin, "PATCH", "/api/v1/accounts/" + id, "{\"disabled\":true}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(as(admin, "DELETE", "/api/v1/accounts/" + id, "").statusCode())
                .isEqualTo(409);
        String dora = account("dora", "admin");
        String of = json(as(dora, "GET", "/api/v1/account", "")).getString("id");
        assertThat(as(admin, "PATCH", "/api/v1/accounts/" + of, "{\"disabled\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(as(dora, "GET", "/api/v1/account", "").statusCode()).isEqualTo(401);
    }

    @Test
    void whoDidWhatIsListed() {
        JsonObject made = json(as(admin, "POST", "/api/v1/accounts", invitation("audited", "viewer")));
        JsonObject newest = new JsonObject();
        for (int wait = 0; wait < 100 && !"createAccount".equals(newest.getString("action")); wait++) {
            LockSupport.parkNanos(20_000_000);
            JsonArray items =
                    json(as(admin, "GET", "/api/v1/audit?limit=200", "")).getJsonArray("items");
            newest = items.stream()
                    .map(JsonObject.class::cast)
                    .filter(entry -> entry.getString("action").equals("createAccount"))
                    .findFirst()
                    .orElse(new JsonObject());
        }
        assertThat(newest.getString("accountName")).isEqualTo("ada");
        assertThat(newest.getBoolean("succeeded")).isTrue();
        assertThat(made.getString("path")).isEqualTo("/invitation#" + made.getString("token"));
        assertThat(as(admin, "POST", "/api/v1/accounts", invitation("audited", "viewer"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whoHasTheFolderKeyIsAnAdministrator() {
        Map<String, String> key = Map.of("Mixlab-Folder-Key", RunningServer.FOLDER_KEY);
        assertThat(status("GET", "/api/v1/accounts", key)).isEqualTo(200);
        assertThat(status("GET", "/api/v1/backup", key)).isEqualTo(200);
        assertThat(as(admin, "GET", "/api/v1/backup", "").statusCode()).isEqualTo(200);
        assertThat(status("GET", "/api/v1/accounts", Map.of("Mixlab-Folder-Key", "wrong")))
                .isEqualTo(401);
    }

    @Test
    void theContractNamesEveryOperationOfPeopleOnce() {
        assertThat(Contract.load(server.vertx).await().operations().stream()
                        .filter(operation -> operation.getTags().contains("accounts"))
                        .map(Operation::getOperationId))
                .containsExactlyInAnyOrderElementsOf(java.util.stream.Stream.concat(
                                OperationsTest.PEOPLE.stream(), java.util.stream.Stream.of("getSession"))
                        .toList());
    }
}
