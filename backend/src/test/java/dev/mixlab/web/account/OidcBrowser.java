package dev.mixlab.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.web.RunningServer;
import io.vertx.core.json.JsonObject;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a browser does when its user signs in at an issuer: it keeps cookies, and goes where it is sent. */
final class OidcBrowser {

    final Map<String, String> cookies = new HashMap<>();
    private final RunningServer server;
    private final String root;
    private final Map<String, String> headers;

    OidcBrowser(RunningServer server) {
        this(server, "", Map.of("Origin", server.address("").toString()));
    }

    /**
     * A browser behind a proxy.
     *
     * @param root the path below which the server lies
     * @param headers what the proxy and the page add to every request
     */
    OidcBrowser(RunningServer server, String root, Map<String, String> headers) {
        this.server = server;
        this.root = root;
        this.headers = headers;
    }

    /** Asks the server where to begin. */
    HttpResponse<String> start(String to) {
        HttpRequest.Builder request = request(root + "/api/v1/oidc/start").header("Content-Type", "application/json");
        headers.forEach(request::header);
        return keep(server.send(request.POST(
                        BodyPublishers.ofString(new JsonObject().put("to", to).encode()))
                .build()));
    }

    /** Returns the address of the issuer. */
    String begin(String to) {
        HttpResponse<String> answer = start(to);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getString("address");
    }

    /** Goes to the issuer, and returns the path and query to which it sends back. */
    String answer(String address) {
        HttpResponse<String> sent =
                server.send(HttpRequest.newBuilder(URI.create(address)).build());
        assertThat(sent.statusCode()).isEqualTo(302);
        URI back = URI.create(sent.headers().firstValue("Location").orElseThrow());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    /** Comes back. */
    HttpResponse<String> arrive(String path) {
        HttpRequest.Builder request =
                request(path).header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "navigate");
        headers.forEach((name, value) -> {
            if (!name.equals("Origin")) {
                request.header(name, value);
            }
        });
        return keep(server.send(request.build()));
    }

    HttpResponse<String> signIn(String to) {
        return arrive(answer(begin(to)));
    }

    JsonObject session() {
        HttpRequest.Builder request = request(root + "/api/v1/session");
        headers.forEach(request::header);
        return new JsonObject(server.send(request.build()).body());
    }

    HttpResponse<String> asAdministrator(String path) {
        return server.send(server.request(path)
                .header("Mixlab-Folder-Key", RunningServer.FOLDER_KEY)
                .build());
    }

    String pendingCookie() {
        return cookies.keySet().stream()
                .filter(name -> name.startsWith("mixlab_oidc"))
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = server.request(path);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(cookie -> {
                    if (cookie.getMaxAge() == 0) {
                        cookies.remove(cookie.getName());
                    } else {
                        cookies.put(cookie.getName(), cookie.getValue());
                    }
                });
        return answer;
    }
}
