package dev.mixlab.web.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with one part that is unusual.
 *
 * @param operation id of its operation
 * @param method HTTP method
 * @param address path and query
 * @param headers its headers
 * @param body its body; null for none
 * @param field the input that is unusual; null where it is the body as a whole
 */
record FuzzedRequest(
        String operation,
        String method,
        String address,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable String field) {

    @Override
    public String toString() {
        String sent = body == null ? "" : " " + new String(body, StandardCharsets.UTF_8);
        String text = "%s: %s %s %s%s (%s)".formatted(operation, method, address, headers, sent, field);
        return text.length() > 1000 ? text.substring(0, 1000) + "..." : text;
    }
}
