package dev.mixlab.web.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Gives every request an id, and every answer the headers that protect browsers. */
public final class SecurityHeaders {

    /** Longest body of a request in bytes: 1 MiB, far above the largest launch or share. */
    public static final long LARGEST_BODY = 1 << 20;

    private static final String ID = "requestId";

    /** Forbids loading anything from another server. Inline styles are allowed, because charts carry their own. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}

    /** Sets the id and the headers, then passes the request on. */
    public static void apply(RoutingContext context) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        context.put(ID, id);
        HttpServerResponse response = context.response().putHeader("X-Request-Id", id);
        HEADERS.forEach(response::putHeader);
        if (ShareAddresses.contains(MalformedPaths.path(context))) {
            response.putHeader("X-Robots-Tag", "noindex");
        }
        context.next();
    }

    /** Sends the whole body, or only its length if the method is HEAD. */
    static void end(RoutingContext context, Buffer body) {
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                    .end();
        } else {
            context.response().end(body);
        }
    }

    /** Returns the id under which the log names a request. */
    static String id(RoutingContext context) {
        return context.get(ID, "none");
    }
}
