package dev.mixlab.weights.hub;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Requests to the hub. Redirects are followed one by one, so that the token goes to the hub alone. */
final class HubRequests {

    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HubAddress hub;
    private final Duration patience;
    private final HttpClient client;

    /**
     * A client of a hub.
     *
     * @param patience time to connect, and time from a request to the head of its answer
     */
    HubRequests(HubAddress hub, Duration patience) {
        this.hub = hub;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /**
     * An answer whose body is read afterwards.
     *
     * @param first headers of the hub's own answers, which know hash and commit where a redirect led elsewhere
     * @param last the answer with the body
     */
    record Reply(Map<String, String> first, HttpResponse<InputStream> last) implements AutoCloseable {

        int status() {
            return last.statusCode();
        }

        String header(String name) {
            return last.headers().firstValue(name).orElse("");
        }

        @Override
        public void close() {
            try {
                last.body().close();
            } catch (IOException alreadyBroken) {
                // nothing is read from it any more
            }
        }
    }

    /**
     * Requests an address of the hub and follows redirects.
     *
     * @throws IOException if the connection fails
     * @throws InvalidInputException if the redirects cannot be followed
     */
    Reply get(String path, Map<String, String> headers) throws IOException {
        URI address = hub.at(path);
        Map<String, String> first = new HashMap<>();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<InputStream> response = send(address, headers);
            if (hub.owns(address)) {
                for (String name : Set.of("x-linked-etag", "x-linked-size", "x-repo-commit", "etag")) {
                    response.headers().firstValue(name).ifPresent(value -> first.putIfAbsent(name, value));
                }
            }
            if (!REDIRECTS.contains(response.statusCode())) {
                return new Reply(first, response);
            }
            response.body().close();
            address = next(address, response.headers().firstValue("location").orElse(""));
        }
        throw new InvalidInputException("%s: more than %s redirects".formatted(hub.at(path), MOST_REDIRECTS));
    }

    private HttpResponse<InputStream> send(URI address, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("User-Agent", "mixlab")
                // a compressed body would have another length and another hash
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        String token = hub.token();
        if (token != null && hub.owns(address)) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the download was stopped", stopped);
        }
    }

    private static URI next(URI address, String location) {
        URI next;
        try {
            next = address.resolve(location);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInputException("%s: redirects to no address".formatted(address), malformed);
        }
        boolean weaker = "https".equals(address.getScheme()) && !"https".equals(next.getScheme());
        boolean web = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
        if (location.isEmpty() || !web || weaker || next.getHost() == null) {
            throw new InvalidInputException("%s: redirects to an address that is not followed".formatted(address));
        }
        return next;
    }
}
