package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server whose people need accounts, with one person of each role, and what they send. */
abstract class AccountServer {

    static final String PASSWORD = "correct horse battery";
    static RunningServer server;
    static String admin;
    static String member;
    static String other;
    static String viewer;

    @BeforeAll
    static void start() {
        server = RunningServer.withAccounts();
        assertThat(status("GET", "/api/v1/runs", Map.of())).isEqualTo(403);
        assertThat(status("GET", "/api/v1/health", Map.of())).isEqualTo(200);
        assertThat(status("GET", "/", Map.of())).isEqualTo(200);
        JsonObject before = new JsonObject(server.get("/api/v1/session").body());
        assertThat(before.getBoolean("setupNeeded")).isTrue();
        String token = server.setupToken();
        String body = "{\"token\":\"%s\",\"name\":\"ada\",\"password\":\"%s\"}";
        assertThat(server.post("/api/v1/setup", body.formatted("wrong", PASSWORD))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> created = server.post("/api/v1/setup", body.formatted(token, PASSWORD));
        assertThat(created.statusCode()).isEqualTo(201);
        admin = cookie(created);
        assertThat(server.post("/api/v1/setup", body.formatted(token, PASSWORD)).statusCode())
                .isEqualTo(409);
        member = account("mel", "member");
        other = account("otto", "member");
        viewer = account("vi", "viewer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static String cookie(HttpResponse<String> answer) {
        String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header)
                .startsWith("mixlab_session_%s=".formatted(server.address("/").getPort()));
        assertThat(header).contains("HTTPOnly").contains("SameSite=Lax").contains("Path=/");
        return header.split(";", 2)[0];
    }

    /** Creates an account, accepts its invitation and returns its cookie. */
    static String account(String name, String role) {
        JsonObject made = json(as(admin, "POST", "/api/v1/accounts", invitation(name, role)));
        HttpResponse<String> accepted = server.post(
                "/api/v1/invitation",
                "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(made.getString("token"), PASSWORD));
        assertThat(accepted.statusCode()).isEqualTo(200);
        return cookie(accepted);
    }

    static String invitation(String name, String role) {
        return "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role);
    }

    static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return new JsonObject(answer.body());
    }

    static HttpResponse<String> as(@Nullable String cookie, String method, String path, String body) {
        String origin = server.address("/").toString().replaceFirst("/$", "");
        Map<String, String> headers = cookie == null ? Map.of() : Map.of("Cookie", cookie, "Origin", origin);
        return send(method, path, headers, body);
    }

    static HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = server.request(path).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        boolean sends = !method.equals("GET") && !method.equals("DELETE");
        if (sends) {
            request.header("Content-Type", "application/json");
        }
        return server.send(request.method(method, sends ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .build());
    }

    static int status(String method, String path, Map<String, String> headers) {
        return send(method, path, headers, "{}").statusCode();
    }

    static String token(String cookie, String role) {
        return json(as(cookie, "POST", "/api/v1/account/tokens", "{\"name\":\"t\",\"role\":\"%s\"}".formatted(role)))
                .getString("secret");
    }
}
