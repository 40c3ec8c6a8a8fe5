package dev.mixlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.account.Owners.Owner;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.run.id.AccountId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who owns what several people have had a hand in, and what was there before there were accounts. */
class OwnersTest {

    private static final String SWEEP =
            "{\"run\":{\"modelId\":\"tiny-bert\",\"dataId\":\"sample\",\"methods\":[\"attn\"],"
                    + "\"evaluations\":[]},\"over\":{\"seed\":[1,2]}}";

    private final RunningServer server = RunningServer.withAccounts();
    private String admin;
    private String member;
    private String other;

    @BeforeEach
    void createAccounts() {
        admin = token("ada", Role.ADMIN);
        member = token("mel", Role.MEMBER);
        other = token("otto", Role.MEMBER);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Creates an account with a session, and returns the cookie of it. */
    private String token(String name, Role role) {
        Account account = server.store.accounts.accounts().create(new Account.New(name, name, role), null);
        Secret secret = Secret.fresh("");
        server.store.accounts.sessions().open(account.id(), secret.sha256());
        return "mixlab_session_%s=%s".formatted(server.address("/").getPort(), secret.value());
    }

    private HttpResponse<String> send(String cookie, String method, String path, String body) {
        return server.send(server.request("/api/v1" + path)
                .header("Cookie", cookie)
                .header("Origin", server.address("/").toString().replaceFirst("/$", ""))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    private JsonObject made(String cookie, String path, String body) {
        HttpResponse<String> answer = send(cookie, "POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return new JsonObject(answer.body());
    }

    private AccountId account(String name) {
        return server.store.accounts.accounts().find(name).orElseThrow().id();
    }

    private Optional<AccountId> owner(Kind kind, String id) {
        return server.store.accounts.owners().find(kind, id).map(Owner::id);
    }

    private Stream<String> runs(String sweep) {
        JsonArray listed =
                new JsonObject(send(admin, "GET", "/runs?sweep=" + sweep, "").body()).getJsonArray("items");
        return listed.stream().map(run -> ((JsonObject) run).getString("id"));
    }

    @Test
    void aSweepStaysItsOwnersWhoeverLaunchesRunsOfItAgain() {
        String sweep = made(member, "/sweeps", SWEEP).getString("id");
        made(member, "/sweeps/" + sweep + "/cancel", "");
        assertThat(send(other, "POST", "/sweeps/" + sweep + "/retry", "").statusCode())
                .isEqualTo(403);
        made(admin, "/sweeps/" + sweep + "/retry", "");

        assertThat(owner(Kind.SWEEP, sweep)).contains(account("mel"));
        assertThat(runs(sweep))
                .hasSize(4)
                .allSatisfy(run -> assertThat(owner(Kind.RUN, run)).contains(account("mel")));
    }

    @Test
    void whoLaunchesRunsOfNobodysSweepAgainDoesNotOwnIt() {
        String sweep = made(member, "/sweeps", SWEEP).getString("id");
        made(member, "/sweeps/" + sweep + "/cancel", "");
        server.store.database.jdbi().useHandle(handle -> {
            handle.execute("UPDATE sweep SET owner = NULL");
            handle.execute("UPDATE run SET owner = NULL");
        });
        made(other, "/sweeps/" + sweep + "/retry", "");

        assertThat(owner(Kind.SWEEP, sweep)).isEmpty();
        assertThat(runs(sweep))
                .hasSize(4)
                .allSatisfy(run -> assertThat(owner(Kind.RUN, run)).isEmpty());
        assertThat(send(other, "DELETE", "/sweeps/" + sweep, "").statusCode()).isEqualTo(403);
    }

    @Test
    void anImportedModelIsItsImporters() {
        String folder = new JsonObject()
                .put("folder", TestStore.MODELS.resolve("tiny-bert").toString())
                .encode();
        String begun = made(member, "/imports", folder).getString("id");
        String model = ended(begun);
        assertThat(owner(Kind.IMPORT, begun)).contains(account("mel"));
        assertThat(owner(Kind.MODEL, model)).contains(account("mel"));
        assertThat(send(other, "PATCH", "/models/" + model, "{\"name\":\"mine\"}")
                        .statusCode())
                .isEqualTo(403);

        assertThat(ended(made(other, "/imports", folder).getString("id"))).isEqualTo(model);
        assertThat(owner(Kind.MODEL, model)).as("the same model once more").contains(account("mel"));
        assertThat(send(member, "DELETE", "/models/" + model, "").statusCode()).isEqualTo(204);
    }

    private String ended(String id) {
        while (true) {
            JsonObject now =
                    new JsonObject(send(admin, "GET", "/imports/" + id, "").body());
            if (now.getString("state").equals("succeeded")) {
                return now.getString("modelId");
            }
            assertThat(now.getString("state")).as(now.encode()).isIn("queued", "running");
        }
    }
}
