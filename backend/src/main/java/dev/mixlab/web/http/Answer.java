package dev.mixlab.web.http;

import dev.mixlab.common.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole answer of an operation.
 *
 * @param status the HTTP status
 * @param type the media type of the body
 * @param headers further headers
 * @param body the whole body
 */
public record Answer(int status, String type, Map<String, String> headers, Buffer body) {

    private static final String JSON = "application/json";

    /** Longer bodies do not fit the buffers between two machines: 64 KiB. */
    private static final int LONG = 1 << 16;

    /** Answers 200 with JSON. */
    public static Answer ok(Object value) {
        return new Answer(200, JSON, Map.of(), Json.write(value));
    }

    /** Answers 202 with JSON. */
    public static Answer accepted(Object value) {
        return new Answer(202, JSON, Map.of(), Json.write(value));
    }

    /** Answers 201 with JSON and the address of what was created. */
    public static Answer created(String address, Object value) {
        return new Answer(201, JSON, Map.of("Location", address), Json.write(value));
    }

    /** Answers 302, which sends a browser to an address below that of the server. */
    public static Answer found(String address) {
        return new Answer(302, JSON, Map.of("Location", address), Buffer.buffer());
    }

    /** Answers 204, without a body. */
    public static Answer nothing() {
        return new Answer(204, JSON, Map.of(), Buffer.buffer());
    }

    /** Answers 200 with plain bytes. */
    public static Answer binary(Buffer bytes, Map<String, String> headers) {
        return new Answer(200, "application/octet-stream", headers, bytes);
    }

    /** Answers 200 with JSON that stays the same until the server is upgraded; a client that has it is answered 304. */
    public static Answer lasting(Buffer body) {
        return new Answer(200, JSON, Map.of("ETag", tag(body.getBytes()), "Cache-Control", "no-cache"), body);
    }

    /** Returns the entity tag of content: a weak one, because the same content may be sent compressed or not. */
    public static String tag(byte[] content) {
        return "W/\"" + Sha256.hex(content).substring(0, 16) + "\"";
    }

    /** Ends the request with 304 if the client says that it has what a tag names; otherwise does nothing and returns false. */
    public static boolean endIfKnown(RoutingContext context, String tag) {
        String clientTags = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (clientTags == null || !(clientTags.equals("*") || clientTags.contains(tag))) {
            return false;
        }
        context.response().setStatusCode(304).end();
        return true;
    }

    /** Returns the same answer with further headers, which replace its own of the same name. */
    public Answer with(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(further);
        return new Answer(status, type, Map.copyOf(all), body);
    }

    /**
     * Sends the whole body, or only its length if the method is HEAD. A long body, or one to a client that has not accepted
     * earlier answers, ends only after the client has accepted it: until then the next request of the same connection waits.
     */
    public static void end(RoutingContext context, Buffer body) {
        HttpServerResponse response = context.response();
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                    .end();
        } else if (body.length() <= LONG && !response.writeQueueFull()) {
            response.end(body);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
            response.write(body).onSuccess(accepted -> response.end());
        }
    }
}
