package dev.mixlab.web.guard;

import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.Problems;
import dev.mixlab.web.http.RequestPaths;
import dev.mixlab.web.http.ShareAddresses;
import dev.mixlab.web.http.problem.Problem.InputError;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.List;

/**
 * Answers requests whose path or query has escapes that no text gives, such as {@code %} alone or half a character of UTF-8,
 * since no route can be found for them: the page shows that there is nothing here, everything else is a problem. Of
 * the paths that mean the same share only one is answered.
 */
public final class MalformedPaths implements PlatformHandler {

    private final Handler<RoutingContext> page;

    /**
     * The answers of a server.
     *
     * @param page sends the page, whatever the path; it answers what is not below {@link Contract#BASE}
     */
    public MalformedPaths(Handler<RoutingContext> page) {
        this.page = page;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = String.valueOf(context.request().path());
        if (ShareAddresses.contains(RequestPaths.of(context)) && !ShareAddresses.isCanonical(path)) {
            Problems.answer(context, new RefusedRequestException(404, "there is nothing at this address"));
            return;
        }
        boolean isInterface = path.startsWith("/api/");
        if (RequestPaths.isWellFormed(path)) {
            String query = context.request().query();
            if (isInterface && query != null && !RequestPaths.isWellFormed(query)) {
                refuse(context, "query");
            } else {
                context.next();
            }
            return;
        }
        HttpMethod method = context.request().method();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (reads && !isInterface) {
            page.handle(context);
        } else {
            refuse(context, "path");
        }
    }

    private static void refuse(RoutingContext context, String part) {
        Problems.answer(context, new RefusedRequestException(List.of(new InputError(part, "has a malformed escape"))));
    }
}
