package dev.mixlab.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mixlab.app.server.Application;
import dev.mixlab.app.server.WebServer;
import dev.mixlab.web.Observation;
import dev.mixlab.web.Proxying;
import dev.mixlab.web.account.AccessControl;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * A server of an application for which people need accounts, a personal token of its administrator, and another server that sends everything on to
 * it.
 *
 * @param server the server
 * @param other the other one
 * @param token of the administrator
 */
record WithAccounts(WebServer server, HttpServer other, String token) implements AutoCloseable {

    static WithAccounts start(Application application) throws IOException, InterruptedException {
        AccessControl access = application.access(true);
        WebServer server = WebServer.start(
                new WebServer.Place("localhost", 0),
                new WebServer.Hosts(List.of(), List.of()),
                Proxying.NONE,
                new WebServer.Guarded(application.operations(access), access.gate()),
                application.observation("localhost", Observation.NO_PORT));
        String setup = String.valueOf(access.setupPath()).replaceFirst(".*#", "");
        HttpResponse<String> created = post(
                server,
                "/api/v1/setup",
                "",
                "{\"token\":\"%s\",\"name\":\"ada\",\"password\":\"a long enough secret\"}".formatted(setup));
        String cookie = created.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        HttpResponse<String> made =
                post(server, "/api/v1/account/tokens", cookie, "{\"name\":\"notebook\",\"role\":\"viewer\"}");
        return new WithAccounts(server, redirectTo(server), new JsonObject(made.body()).getString("secret"));
    }

    private static HttpResponse<String> post(WebServer server, String path, String cookie, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Content-Type", "application/json")
                .header("Origin", server.address().toString())
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static HttpServer redirectTo(WebServer server) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            server.address().resolve(exchange.getRequestURI()).toString());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        other.start();
        return other;
    }

    URI address() {
        return server.address();
    }

    /** The address of the other server. */
    URI redirected() {
        return URI.create("http://127.0.0.1:" + other.getAddress().getPort());
    }

    @Override
    public void close() {
        other.stop(0);
        server.close();
    }
}
