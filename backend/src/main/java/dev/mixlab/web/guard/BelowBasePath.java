package dev.mixlab.web.guard;

import dev.mixlab.web.http.Problems;
import dev.mixlab.web.http.access.BasePath;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/**
 * Takes the path below which the server lies off every request. Other paths are answered by a redirection to the page, or not at all;
 * health is answered at its own path too, since those that ask for it come past the proxy.
 */
public final class BelowBasePath implements PlatformHandler {

    private static final String HEALTH = "/health/";
    private static final int PERMANENT = 308;
    private static final int TEMPORARY = 307;

    private final BasePath base;

    public BelowBasePath(BasePath base) {
        this.base = base;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = String.valueOf(context.request().path());
        if (base.equals(BasePath.NONE) || BasePath.isNotedIn(context)) {
            context.next();
        } else if (base.contains(path)) {
            base.noteIn(context);
            context.reroute(path.substring(base.path().length()) + query(context));
        } else if (path.startsWith(HEALTH)) {
            context.next();
        } else if (path.equals("/") || path.equals(base.path())) {
            context.response()
                    .setStatusCode(path.equals("/") ? TEMPORARY : PERMANENT)
                    .putHeader(HttpHeaders.LOCATION, base.path() + "/" + query(context))
                    .end();
        } else {
            Problems.answer(
                    context,
                    new RefusedRequestException(404, "everything that this server answers is below " + base.path()));
        }
    }

    private static String query(RoutingContext context) {
        String query = context.request().query();
        return query == null ? "" : "?" + query;
    }
}
