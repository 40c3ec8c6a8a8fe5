package dev.mixlab.web.guard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bounds the number of open connections and the time that each may wait for a request. Where there are too many, the one that
 * has waited longest is closed in favour of the new one, so that clients that hold connections keep nobody out. A head that
 * comes byte by byte is no request before it is complete. To be used on one event loop.
 */
public final class Connections implements PlatformHandler {

    /** Fewer than {@link BoundedTransport} admits, so that the choice which one to close is made here. */
    private static final double SHARE = 0.375;

    private final int most;
    private final TimeLimits limits;
    private final Set<HttpConnection> open = new HashSet<>();

    /** Connections without a request, and the time in nanoseconds at which they are closed; the longest waiting first. */
    private final Map<HttpConnection, Long> waiting = new LinkedHashMap<>();

    Connections(int most, TimeLimits limits) {
        this.most = most;
        this.limits = limits;
    }

    /** Creates the guard of a server of this process. */
    public static Connections ofThisProcess(TimeLimits limits) {
        return new Connections(FileDescriptors.connections(SHARE), limits);
    }

    /** Closes connections whose time is over, from now on. */
    public void watch(Vertx vertx) {
        long shortest = Math.min(limits.head().toMillis(), limits.pause().toMillis());
        vertx.setPeriodic(Math.max(1, shortest / 10), now -> closeLate());
    }

    /** Admits a new connection. */
    public void accept(HttpConnection connection) {
        connection.closeHandler(closed -> {
            open.remove(connection);
            waiting.remove(connection);
        });
        if (open.size() >= most) {
            Iterator<HttpConnection> longest = waiting.keySet().iterator();
            if (!longest.hasNext()) {
                connection.close();
                return;
            }
            HttpConnection dispensable = longest.next();
            longest.remove();
            open.remove(dispensable);
            dispensable.close();
        }
        open.add(connection);
        await(connection, limits.head());
    }

    @Override
    public void handle(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        waiting.remove(connection);
        context.addEndHandler(sent -> {
            if (open.contains(connection)) {
                await(connection, limits.pause());
            }
        });
        context.next();
    }

    private void await(HttpConnection connection, Duration limit) {
        waiting.put(connection, System.nanoTime() + limit.toNanos());
    }

    private void closeLate() {
        long now = System.nanoTime();
        List<HttpConnection> late = new ArrayList<>();
        waiting.forEach((connection, end) -> {
            if (end - now <= 0) {
                late.add(connection);
            }
        });
        late.forEach(HttpConnection::close);
    }

    /** Returns the number of open connections. */
    int open() {
        return open.size();
    }
}
