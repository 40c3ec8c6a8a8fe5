package dev.mixlab.web.guard;

import dev.mixlab.web.http.RequestIds;
import dev.mixlab.web.http.RequestPaths;
import dev.mixlab.web.http.ShareAddresses;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.Map;

/** Gives every request an id, and every answer the headers that protect browsers. */
public final class SecurityHeaders implements PlatformHandler {

    /** Forbids loading anything from another server. Inline styles are allowed, because charts carry their own. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors ");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY + "'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final Embedding embedding;

    /** Headers that let no page show another answer in a frame than those that are allowed. */
    public SecurityHeaders(Embedding embedding) {
        this.embedding = embedding;
    }

    /** Sets the id and the headers, then passes the request on. */
    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response().putHeader("X-Request-Id", RequestIds.assign(context));
        HEADERS.forEach(response::putHeader);
        if (embedding.allows(context)) {
            response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY + embedding.ancestors());
            response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
            response.headers().remove("X-Frame-Options");
        }
        if (ShareAddresses.contains(RequestPaths.of(context))) {
            response.putHeader("X-Robots-Tag", "noindex");
        }
        context.next();
    }
}
