package dev.mixlab.web.guard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes the connection after the answer to a request whose client still waits to be asked for the body ({@code Expect: 100-continue}, RFC
 * 9110, section 10.1.1). Such a client does not send the body any more, and the connection would take its next request, or that of
 * another client of the same proxy, for this body.
 */
public final class UnsentBodies implements PlatformHandler {

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            AtomicBoolean unsent = new AtomicBoolean();
            context.addHeadersEndHandler(head -> {
                unsent.set(!request.isEnded() && request.bytesRead() == 0);
                if (unsent.get()) {
                    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                }
            });
            context.addEndHandler(sent -> {
                if (unsent.get()) {
                    request.connection().close();
                }
            });
        }
        context.next();
    }
}
