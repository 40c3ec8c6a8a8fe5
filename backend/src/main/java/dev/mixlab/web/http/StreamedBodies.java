package dev.mixlab.web.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations whose bodies are too large for memory: their requests are paused until the operation reads them. */
public final class StreamedBodies {

    private static final long DISCARDING_MILLIS = 10_000;

    private final Set<String> paths;

    private StreamedBodies(Set<String> paths) {
        this.paths = paths;
    }

    /** Finds the operations of a contract whose body is not JSON. */
    public static StreamedBodies of(OpenAPIContract contract) {
        return new StreamedBodies(contract.operations().stream()
                .filter(StreamedBodies::isStreamed)
                .map(Operation::getAbsoluteOpenAPIPath)
                .collect(Collectors.toUnmodifiableSet()));
    }

    static boolean isStreamed(Operation operation) {
        return operation.getRequestBody() != null
                && !operation.getRequestBody().getContent().containsKey(RequestReader.JSON_TYPE);
    }

    private boolean isFor(RoutingContext context) {
        return paths.contains(context.request().path());
    }

    /**
     * Pauses a request of such an operation. Once it is answered, what is still to come of its body is thrown away for a while, so that
     * the client reads the answer; then the connection is closed.
     */
    public void pause(RoutingContext context) {
        if (isFor(context)) {
            HttpServerRequest request = context.request().pause();
            context.addEndHandler(answered -> {
                if (answered.succeeded() && !request.isEnded()) {
                    request.exceptionHandler(gone -> {}).uploadHandler(null).handler(rest -> {});
                    request.resume();
                    context.vertx().setTimer(DISCARDING_MILLIS, late -> {
                        if (!request.isEnded()) {
                            request.connection().close();
                        }
                    });
                }
            });
        }
        context.next();
    }

    /** Passes on the requests of such operations, and gives all others to a handler. */
    public Handler<RoutingContext> orElse(Handler<RoutingContext> handler) {
        return context -> {
            if (isFor(context)) {
                context.next();
            } else {
                handler.handle(context);
            }
        };
    }
}
