package dev.mixlab.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.RunState;
import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server with the results of a run that ended, and shares of them. */
abstract class ShareServer {

    static RunningServer server;

    String scores;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void finishTheRun() {
        server.store.force(server.scores.run.run(), RunState.SUCCEEDED);
        scores = "/scores/" + server.scores.run.id();
    }

    String maps() {
        return scores + "/examples/3/maps?method=attn&aggregation=none";
    }

    HttpResponse<String> share(String... requests) {
        JsonObject body = new JsonObject()
                .put("address", scores + "/3?method=attn")
                .put("title", "Sentence 4")
                .put("requests", new JsonArray(List.of(requests)));
        return server.post("/api/v1/shares", body.encode());
    }

    JsonObject shared(String... requests) {
        HttpResponse<String> response = share(requests);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return new JsonObject(response.body());
    }

    static String read(String token, String request) {
        return "/api/v1/shared/%s/read?request=%s".formatted(token, URLEncoder.encode(request, StandardCharsets.UTF_8));
    }

    /** The whole answer but its request id. */
    static JsonObject problem(String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        JsonObject problem = new JsonObject(response.body());
        problem.remove("requestId");
        return problem;
    }

    static HttpResponse<String> titled(String title) {
        return server.post(
                "/api/v1/shares",
                new JsonObject()
                        .put("address", "/")
                        .put("title", title)
                        .put("requests", new JsonArray(List.of("/methods")))
                        .encode());
    }
}
