package dev.mixlab.web.guard;

import dev.mixlab.web.http.Problems;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/**
 * Ends requests whose body takes too long, and those whose body goes on after the answer; a client that sends a byte now and
 * then would hold its connection for good.
 */
public final class BodyDeadline implements PlatformHandler {

    private final Vertx vertx;
    private final TimeLimits limits;

    public BodyDeadline(Vertx vertx, TimeLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            long timer = vertx.setTimer(limits.body().toMillis(), late -> end(context));
            context.addEndHandler(answered -> {
                if (request.isEnded()) {
                    vertx.cancelTimer(timer);
                }
            });
        }
        context.next();
    }

    private static void end(RoutingContext context) {
        if (context.request().isEnded()) {
            return;
        }
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(sent -> context.request().connection().close());
        Problems.answer(context, new RefusedRequestException(408, "the body was not received in time"));
    }
}
