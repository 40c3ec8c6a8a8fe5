package dev.mixlab.web.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers requests whose path has escapes that no text gives, such as {@code %} alone or half a character of UTF-8,
 * since no route can be found for them: the page shows that there is nothing here, everything else is a problem. Of
 * the paths that mean the same share only one is answered.
 */
public final class MalformedPaths implements PlatformHandler {

    private final PageFiles page;

    /**
     * The answers of a server.
     *
     * @param page answers what is not below {@link Contract#BASE}
     */
    public MalformedPaths(PageFiles page) {
        this.page = page;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = String.valueOf(context.request().path());
        if (ShareAddresses.contains(path(context)) && !ShareAddresses.isCanonical(path)) {
            Problems.answer(context, new RefusedRequestException(404, "there is nothing at this address"));
            return;
        }
        if (isWellFormed(path)) {
            context.next();
            return;
        }
        HttpMethod method = context.request().method();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (reads && !path.startsWith("/api/")) {
            page.sendIndex(context);
        } else {
            Problems.answer(
                    context,
                    new RefusedRequestException(List.of(new Problem.InputError("path", "has a malformed escape"))));
        }
    }

    /** Returns the normalised path of a request, or the path as it came where it is malformed. */
    static String path(RoutingContext context) {
        String path = context.request().path();
        return path == null || isWellFormed(path) ? context.normalizedPath() : path;
    }

    /** Tells whether every escape of a path is one, and all of them together are UTF-8. */
    static boolean isWellFormed(String path) {
        try {
            // ISO 8859-1 gives one character for each escaped byte
            String bytes = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return false;
        }
    }
}
