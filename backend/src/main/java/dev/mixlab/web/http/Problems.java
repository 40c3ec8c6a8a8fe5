package dev.mixlab.web.http;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.LogContext;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.StorageException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.web.http.access.BasePath;
import dev.mixlab.web.http.problem.Problem;
import dev.mixlab.web.http.problem.Problem.InputError;
import dev.mixlab.web.http.problem.RefusedRequestException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every failure into an answer, here and nowhere else. An unforeseen failure is logged, and its answer reveals
 * nothing but the id of the request.
 */
public final class Problems implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final Map<Class<? extends MixlabException>, Integer> STATUS = Map.of(
            InvalidInputException.class, 422,
            WeightFileException.class, 422,
            NotFoundException.class, 404,
            ConflictException.class, 409,
            CancelledException.class, 409,
            DamagedDataException.class, 500,
            StorageException.class, 503);

    private static final Map<Integer, String> DETAILS = Map.of(
            400, "the request is malformed",
            404, "there is nothing at this address",
            405, "this address does not accept this method",
            408, "the body was not received in time",
            413, "the body is larger than %s bytes".formatted(BodyBounds.LARGEST_BODY),
            414, "the address is too long",
            431, "the headers are too long");

    @Override
    public void handle(RoutingContext context) {
        LogContext.REQUEST.within(RequestIds.of(context), () -> answer(context));
    }

    private static void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            LOG.warn(
                    "request {} was aborted while its answer was being sent",
                    RequestIds.of(context),
                    context.failure());
            response.reset();
            return;
        }
        send(context, problem(context, context.failure()));
    }

    /** Answers a refusal where no route can be found, so that the context cannot fail. */
    public static void answer(RoutingContext context, RefusedRequestException refused) {
        send(context, problem(context, refused));
    }

    private static void send(RoutingContext context, Problem problem) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Answer.end(context, Json.write(problem));
    }

    private static Problem problem(RoutingContext context, @Nullable Throwable failure) {
        if (failure instanceof RefusedRequestException refused) {
            List<InputError> errors = refused.errors();
            refused.headers().forEach(context.response()::putHeader);
            return problem(
                    context, refused.status(), String.valueOf(refused.getMessage()), errors.isEmpty() ? null : errors);
        }
        if (failure instanceof MixlabException known) {
            int status = STATUS.getOrDefault(known.getClass(), 422);
            return problem(context, status, String.valueOf(known.getMessage()), null);
        }
        int status = context.statusCode();
        if (status >= 400 && status < 500) {
            return problem(context, status, DETAILS.getOrDefault(status, "the request is refused"), null);
        }
        if (!(failure instanceof HttpClosedException)) {
            LOG.error(
                    "request {}: {} {} failed",
                    RequestIds.of(context),
                    context.request().method(),
                    ShareAddresses.masked(context),
                    failure);
        }
        return problem(
                context, 500, "the server failed unexpectedly; its log has the cause under the request id", null);
    }

    private static Problem problem(
            RoutingContext context, int status, String detail, @Nullable List<InputError> errors) {
        String title = context.response().setStatusCode(status).getStatusMessage();
        String path = BasePath.outside(context, String.valueOf(ShareAddresses.masked(context)));
        return new Problem("about:blank", title, status, detail, path, RequestIds.of(context), errors);
    }
}
