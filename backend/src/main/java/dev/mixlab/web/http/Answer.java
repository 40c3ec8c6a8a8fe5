package dev.mixlab.web.http;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param status the HTTP status
 * @param type the media type of the body
 * @param headers further headers
 * @param body the whole body
 */
public record Answer(int status, String type, Map<String, String> headers, Buffer body) {

    private static final String JSON = "application/json";

    public static Answer ok(Object value) {
        return new Answer(200, JSON, Map.of(), Json.write(value));
    }

    public static Answer accepted(Object value) {
        return new Answer(202, JSON, Map.of(), Json.write(value));
    }

    /** Something new, with its address. */
    public static Answer created(String address, Object value) {
        return new Answer(201, JSON, Map.of("Location", address), Json.write(value));
    }

    /** Done, and nothing to say of it. */
    public static Answer nothing() {
        return new Answer(204, JSON, Map.of(), Buffer.buffer());
    }

    public static Answer binary(Buffer bytes, Map<String, String> headers) {
        return new Answer(200, "application/octet-stream", headers, bytes);
    }

    /** The same with further headers, which stand above its own. */
    public Answer with(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(further);
        return new Answer(status, type, Map.copyOf(all), body);
    }
}
