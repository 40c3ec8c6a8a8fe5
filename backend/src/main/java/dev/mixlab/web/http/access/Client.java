package dev.mixlab.web.http.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and to which host: as a proxy says that is trusted, or else as the connection and the head of the request say.
 *
 * @param host the name by which the client reaches the server, with its port where that is not the usual one
 * @param scheme the scheme by which it does, http or https; null where nobody knows, because a proxy may stand in front
 * @param address the client's address in numbers
 */
public record Client(String host, @Nullable String scheme, String address) {

    private static final String KEY = "client";

    /** Notes what a trusted proxy says. */
    public void noteIn(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Returns who makes a request. */
    public static Client of(RoutingContext context) {
        Client forwarded = context.get(KEY);
        if (forwarded != null) {
            return forwarded;
        }
        return ofConnection(context.request());
    }

    /** Returns who makes a request, whatever it says that others have forwarded. */
    public static Client ofConnection(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        HostAndPort authority = request.authority();
        String named = host == null && authority != null ? authority.toString() : String.valueOf(host);
        return new Client(named, null, request.remoteAddress().hostAddress());
    }

    /** Returns the host without its port; empty where there is none. */
    public String hostName() {
        HostAndPort parsed = HostAndPort.parseAuthority(host, -1);
        return parsed == null ? "" : parsed.host();
    }

    /** Returns the port that the client names; -1 where it is the usual one of the scheme. */
    public int port() {
        HostAndPort parsed = HostAndPort.parseAuthority(host, -1);
        return parsed == null ? -1 : parsed.port();
    }
}
