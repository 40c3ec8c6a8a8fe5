package dev.mixlab.web.guard;

import dev.mixlab.web.http.Problems;
import dev.mixlab.web.http.RefusedRequestException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/** Ends requests whose body takes too long; a client that sends a byte now and then would hold its connection for good. */
public final class BodyDeadline implements PlatformHandler {

    private final Vertx vertx;
    private final long limitMillis;

    /**
     * A limit for all requests of a server.
     *
     * @param limitMillis time from the head of a request to the end of its body
     */
    public BodyDeadline(Vertx vertx, long limitMillis) {
        this.vertx = vertx;
        this.limitMillis = limitMillis;
    }

    @Override
    public void handle(RoutingContext context) {
        if (!context.request().isEnded()) {
            long timer = vertx.setTimer(limitMillis, late -> end(context));
            context.addEndHandler(ended -> vertx.cancelTimer(timer));
        }
        context.next();
    }

    private static void end(RoutingContext context) {
        if (context.request().isEnded() || context.response().headWritten()) {
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.response().endHandler(sent -> context.request().connection().close());
        Problems.answer(context, new RefusedRequestException(408, "the body was not received in time"));
    }
}
