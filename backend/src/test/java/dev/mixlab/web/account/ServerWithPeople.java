package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.run.account.Owners.Owner;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.account.Secret;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with an administrator and two members, and what their tests ask of it. */
abstract class ServerWithPeople {

    final RunningServer server = RunningServer.withAccounts();
    String admin;
    String member;
    String other;

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
    String token(String name, Role role) {
        Account account = server.store.accounts.accounts().create(new Account.New(name, name, role), null);
        Secret secret = Secret.fresh("");
        server.store.accounts.sessions().open(account.id(), secret.sha256());
        return "mixlab_session_%s=%s".formatted(server.address("/").getPort(), secret.value());
    }

    HttpResponse<String> send(String cookie, String method, String path, String body) {
        return server.send(server.request("/api/v1" + path)
                .header("Cookie", cookie)
                .header("Origin", server.address("/").toString().replaceFirst("/$", ""))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    JsonObject made(String cookie, String path, String body) {
        HttpResponse<String> answer = send(cookie, "POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return new JsonObject(answer.body());
    }

    AccountId account(String name) {
        return server.store.accounts.accounts().find(name).orElseThrow().id();
    }

    Optional<AccountId> owner(Kind kind, String id) {
        return server.store.accounts.owners().find(kind, id).map(Owner::id);
    }

    List<String> names(String cookie, String query) {
        JsonArray items =
                new JsonObject(send(cookie, "GET", "/runs" + query, "").body()).getJsonArray("items");
        return items.stream().map(run -> ((JsonObject) run).getString("name")).toList();
    }

    static String launch(String name) {
        return "{\"name\":\"%s\",\"modelId\":\"tiny-bert\",\"dataId\":\"sample\"}".formatted(name);
    }
}
