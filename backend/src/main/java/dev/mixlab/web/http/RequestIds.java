package dev.mixlab.web.http;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Gives every request an id, under which the log and a problem name it. */
public final class RequestIds {

    private static final String KEY = "requestId";

    private RequestIds() {}

    /** Gives a request a new id and returns it. */
    public static String assign(RoutingContext context) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        context.put(KEY, id);
        return id;
    }

    /** Returns the id of a request, or "none" if it has none yet. */
    static String of(RoutingContext context) {
        return context.get(KEY, "none");
    }
}
