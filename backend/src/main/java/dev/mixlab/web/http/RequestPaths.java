package dev.mixlab.web.http;

import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the paths of requests, which may have escapes that no text gives. */
public final class RequestPaths {

    private RequestPaths() {}

    /** Returns the normalised path of a request, or the path as it came where it is malformed. */
    public static String of(RoutingContext context) {
        String path = context.request().path();
        return path == null || isWellFormed(path) ? context.normalizedPath() : path;
    }

    /** Tells whether every escape of a path is one, and all of them together are UTF-8. */
    public static boolean isWellFormed(String path) {
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
