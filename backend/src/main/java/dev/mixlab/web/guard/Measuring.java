package dev.mixlab.web.guard;

import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.RequestMeter;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;

/** Tells a meter of every request and its answer. */
public final class Measuring implements PlatformHandler {

    private final RequestMeter meter;

    public Measuring(RequestMeter meter) {
        this.meter = meter;
    }

    @Override
    public void handle(RoutingContext context) {
        long began = System.nanoTime();
        meter.began();
        context.addEndHandler(sent -> meter.ended(
                OperationTable.operation(context),
                context.response().getStatusCode(),
                Duration.ofNanos(System.nanoTime() - began)));
        context.next();
    }
}
