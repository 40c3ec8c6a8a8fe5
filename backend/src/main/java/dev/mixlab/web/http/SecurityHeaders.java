package dev.mixlab.web.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What holds for every request: an id, headers that keep browsers safe, and a largest body. */
public final class SecurityHeaders {

    /** Bytes. */
    public static final long LARGEST_BODY = 1 << 20;

    private static final String ID = "requestId";

    /**
     * Nothing is loaded from elsewhere. Styles may stand inline, because charts carry their own.
     */
    private static final String CONTENT_RULES = String.join(
            "; ",
            "default-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_RULES,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}

    public static void apply(RoutingContext context) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        context.put(ID, id);
        HttpServerResponse response = context.response().putHeader("X-Request-Id", id);
        HEADERS.forEach(response::putHeader);
        if (ShareAddresses.isOne(context.normalizedPath())) {
            response.putHeader("X-Robots-Tag", "noindex");
        }
        context.next();
    }

    /** Sends the whole body, or for HEAD only its length. */
    static void end(RoutingContext context, Buffer body) {
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                    .end();
        } else {
            context.response().end(body);
        }
    }

    /** The id under which the log speaks of a request. */
    static String id(RoutingContext context) {
        return context.get(ID, "none");
    }
}
