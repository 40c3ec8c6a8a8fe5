package dev.mixlab.web.http;

import dev.mixlab.common.LogContext;
import dev.mixlab.run.account.Caller;
import dev.mixlab.web.http.access.Access;
import dev.mixlab.web.http.access.BasePath;
import dev.mixlab.web.http.access.Gate;
import dev.mixlab.web.http.access.Sender;
import dev.mixlab.web.http.access.Visit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Binds the operations of the contract to the handlers that answer them. */
public final class OperationTable {

    private static final int NO_CONTENT = 204;
    private static final String LOCATION = "Location";
    private static final String OPERATION = "operation";
    private static final int FAILED = 400;

    /** Threads for operations that take long: as many as one machine reads data sets side by side. */
    private static final int THREADS_FOR_LONG = 4;

    private final OpenAPIContract contract;
    private final RouterBuilder builder;
    private final BasePath base;
    private final Vertx vertx;
    private Gate gate = Gate.open();
    private final WorkerExecutor workers;
    private final WorkerExecutor workersForLong;
    private final List<Runnable> closing = new ArrayList<>();
    private final Map<String, Handler> handlers = new HashMap<>();

    /**
     * An empty table.
     *
     * @param workers threads that call the handlers
     * @param builder the router that the handlers are added to
     * @param base the path below which the server lies
     */
    public OperationTable(
            Vertx vertx, WorkerExecutor workers, OpenAPIContract contract, RouterBuilder builder, BasePath base) {
        this.base = base;
        this.vertx = vertx;
        this.workers = workers;
        this.workersForLong = vertx.createSharedWorkerExecutor("mixlab-long", THREADS_FOR_LONG, 1, TimeUnit.HOURS);
        this.contract = contract;
        this.builder = builder;
    }

    /** Returns the id of the operation that answers a request, or {@link RequestMeter#NO_OPERATION}. */
    public static String operation(RoutingContext context) {
        return context.get(OPERATION, RequestMeter.NO_OPERATION);
    }

    /** Returns the path below which the server lies. */
    public BasePath base() {
        return base;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Has a gate decide who may call the operations; call it before they are bound. */
    public OperationTable guardedBy(Gate chosen) {
        gate = chosen;
        return this;
    }

    /** Returns the threads that may wait for the database. */
    public WorkerExecutor workers() {
        return workers;
    }

    /** Adds an action to be run when the server stops. */
    public void onClose(Runnable action) {
        closing.add(action);
    }

    /** Runs the actions of {@link #onClose}. */
    public void close() {
        closing.forEach(Runnable::run);
    }

    /** Ends the threads, once no request is left that they answer. */
    public void closeThreads() {
        workers.close();
        workersForLong.close();
    }

    /** Binds an operation whose whole answer is computed on a worker thread, where it may wait for the database. */
    public void answer(String operationId, Function<Inputs, Answer> operation) {
        answer(operationId, operation, workers);
    }

    /** Binds an operation that may take long, on threads of which there are few and for which no other answer waits. */
    public void answerLong(String operationId, Function<Inputs, Answer> operation) {
        answer(operationId, operation, workersForLong);
    }

    /** Binds an operation likewise, on threads of its own. */
    public void answer(String operationId, Function<Inputs, Answer> operation, WorkerExecutor threads) {
        RequestReader reader =
                bind(operationId, (parts, own) -> operation.apply(own.read(parts)), OperationTable::send, threads);
        handlers.put(operationId, new Handler(contract.operation(operationId), reader, operation));
    }

    /**
     * Finds and checks the operation of a GET request, once all operations are bound. The result is empty if no
     * operation of the contract has the address, or if its answer is a stream.
     *
     * @param address path and query below {@link Contract#BASE}
     * @param binary whether to answer in binary rather than in JSON
     * @throws RefusedRequestException if its inputs break the contract
     * @throws IllegalArgumentException if the address is not encoded correctly
     */
    public Optional<InternalRequest> internalRequest(String address, boolean binary) {
        String absolute = Contract.BASE + address;
        Operation operation = contract.findOperation(absolute.split("\\?", 2)[0], HttpMethod.GET);
        Handler bound = operation == null ? null : handlers.get(operation.getOperationId());
        if (bound == null) {
            return Optional.empty();
        }
        RequestParts parts = RequestParts.of(bound.contract().getAbsoluteOpenAPIPath(), absolute, binary);
        Inputs inputs = bound.reader().read(parts);
        return Optional.of(new InternalRequest(bound.contract().getOperationId(), inputs, bound.operation()));
    }

    /**
     * Binds an operation that writes its answer piece by piece. It is called on the event loop, which it must not
     * block.
     */
    public void stream(String operationId, BiConsumer<RoutingContext, Inputs> operation) {
        bind(operationId, (parts, reader) -> reader.read(parts), operation, workers);
    }

    /**
     * Binds an operation that reads its body piece by piece. It is called on the event loop, which it must not block, with a request
     * that is paused. A refused request is answered at once, whatever is still to come.
     */
    public void upload(String operationId, BiFunction<RoutingContext, Inputs, Future<Answer>> operation) {
        answerLater(operationId, operation);
    }

    /** Binds an operation that waits for others without a thread. It is called on the event loop, which it must not block. */
    public void answerLater(String operationId, BiFunction<RoutingContext, Inputs, Future<Answer>> operation) {
        bind(
                operationId,
                (parts, reader) -> reader.read(parts),
                (context, inputs) -> operation
                        .apply(context, inputs)
                        .onSuccess(answer -> sendIfOpen(context, answer, OperationTable::send))
                        .onFailure(context::fail),
                workers);
    }

    /**
     * Binds an operation in two steps.
     *
     * @param read checks the request and may answer it, on a worker thread
     * @param send sends the result, on the event loop
     * @param threads on which the first step is done
     */
    private <R> RequestReader bind(
            String operationId,
            BiFunction<RequestParts, RequestReader, R> read,
            BiConsumer<RoutingContext, R> send,
            WorkerExecutor threads) {
        OpenAPIRoute route = builder.getRoute(operationId);
        if (route == null) {
            throw new IllegalStateException("the contract has no operation " + operationId);
        }
        if (!route.getHandlers().isEmpty()) {
            throw new IllegalStateException("operation %s has two handlers".formatted(operationId));
        }
        RequestReader reader = new RequestReader(route.getOperation(), contract.getSchemaRepository());
        Access access = Access.of(route.getOperation());
        route.setDoValidation(false).addHandler(context -> {
            context.put(OPERATION, operationId);
            Visit visit = Visit.of(context, route.getOperation(), access);
            String request = RequestIds.of(context);
            workers.executeBlocking(() -> LogContext.REQUEST.within(request, () -> gate.admit(visit)), false)
                    .compose(caller -> {
                        noteAtEnd(context, visit, caller);
                        RequestParts parts = RequestParts.of(context, new Sender(caller, visit, gate));
                        return threads.executeBlocking(
                                () -> LogContext.REQUEST.within(request, () -> read.apply(parts, reader)), false);
                    })
                    .onSuccess(result -> sendIfOpen(context, result, send))
                    .onFailure(context::fail);
        });
        return reader;
    }

    private void noteAtEnd(RoutingContext context, Visit visit, Caller caller) {
        if (!visit.isReading()) {
            context.addEndHandler(ended -> {
                if (context.response().getStatusCode() < FAILED) {
                    workers.executeBlocking(
                            () -> {
                                gate.note(visit, caller);
                                return null;
                            },
                            false);
                }
            });
        }
    }

    /**
     * Checks that every operation has a handler.
     *
     * @throws IllegalStateException if an operation of the contract has no handler
     */
    public void checkComplete() {
        List<String> missing = new ArrayList<>();
        for (OpenAPIRoute route : builder.getRoutes()) {
            if (route.getHandlers().isEmpty()) {
                missing.add(route.getOperation().getOperationId());
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("operations without a handler: " + missing);
        }
    }

    /** Answers HEAD at every address that answers GET, except for streams. */
    public void answerHead(Router router) {
        for (Handler bound : handlers.values()) {
            Operation operation = bound.contract();
            if (operation.getHttpMethod().equals(HttpMethod.GET)) {
                String path = operation.getAbsoluteOpenAPIPath().replaceAll("\\{(\\w+)}", ":$1");
                OpenAPIRoute route = builder.getRoute(operation.getOperationId());
                route.getHandlers().forEach(router.head(path)::handler);
            }
        }
    }

    private static <R> void sendIfOpen(RoutingContext context, R result, BiConsumer<RoutingContext, R> send) {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        try {
            send.accept(context, result);
        } catch (RuntimeException failure) {
            context.fail(failure);
        }
    }

    private static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        response.setStatusCode(answer.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.status() != NO_CONTENT) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.type());
        }
        answer.headers().forEach(response::putHeader);
        String location = answer.headers().get(LOCATION);
        if (location != null) {
            response.putHeader(LOCATION, BasePath.outside(context, location));
        }
        String tag = answer.headers().get("ETag");
        if (tag == null || !Answer.endIfKnown(context, tag)) {
            Answer.end(context, answer.body());
        }
    }

    /** An operation whose whole answer is computed at once. */
    private record Handler(Operation contract, RequestReader reader, Function<Inputs, Answer> operation) {}
}
