package dev.mixlab.web;

import dev.mixlab.web.guard.AllowedHosts;
import dev.mixlab.web.guard.BelowBasePath;
import dev.mixlab.web.guard.BodyDeadline;
import dev.mixlab.web.guard.Connections;
import dev.mixlab.web.guard.DirectRequests;
import dev.mixlab.web.guard.Embedding;
import dev.mixlab.web.guard.ForwardedRequests;
import dev.mixlab.web.guard.MalformedPaths;
import dev.mixlab.web.guard.Measuring;
import dev.mixlab.web.guard.SecurityHeaders;
import dev.mixlab.web.guard.TimeLimits;
import dev.mixlab.web.guard.UnsentBodies;
import dev.mixlab.web.http.BodyBounds;
import dev.mixlab.web.http.Contract;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.Problems;
import dev.mixlab.web.http.StreamedBodies;
import dev.mixlab.web.http.access.Gate;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The web server. It answers the contract's operations under {@link Contract#BASE} and the page everywhere else, and
 * refuses to start if an operation of the contract has no handler.
 */
public final class WebVerticle extends VerticleBase {

    /** Threads that wait for the database, a few more than it has connections. */
    private static final int WORKERS = 16;

    /** Vert.x warns of a blocked worker after this time; an archive or a single head may take minutes. */
    private static final int LONGEST_TASK_MINUTES = 30;

    /** Silent connections are closed after this time, which is several heartbeats of an event stream. */
    private static final int IDLE_SECONDS = 120;

    /** Time that requests have to end when the server stops. */
    private static final int GRACE_SECONDS = 10;

    /** Bytes of the first line of a request: two sentences of the playground, each character of which may take twelve. */
    private static final int LONGEST_ADDRESS = 16 * 1024;

    private final String host;
    private final int port;
    private final List<String> allowedHosts;
    private final String pageFolder;
    private final List<Operations> operations;
    private TimeLimits limits = TimeLimits.standard();
    private Gate gate = Gate.open();
    private Embedding embedding = Embedding.by(List.of());
    private @Nullable OperationTable table;
    private @Nullable HttpServer server;
    private Proxying proxying = Proxying.NONE;
    private @Nullable Observation observation;
    private @Nullable Health health;
    private @Nullable HttpServer metricsServer;

    /**
     * A server that does not run yet.
     *
     * @param host the address it listens on
     * @param port 0 for any free one
     * @param allowedHosts names by which it is reached besides
     * @param pageFolder folder of the page on the class path
     * @param operations all of the contract's operations between them
     */
    public WebVerticle(
            String host, int port, List<String> allowedHosts, String pageFolder, List<Operations> operations) {
        this.host = host;
        this.port = port;
        this.allowedHosts = List.copyOf(allowedHosts);
        this.pageFolder = pageFolder;
        this.operations = List.copyOf(operations);
    }

    /** Gives clients other times than the standard ones; before the server is started. */
    WebVerticle limits(TimeLimits limits) {
        this.limits = limits;
        return this;
    }

    /** Lets pages of some hosts show shares in a frame; call it before the server runs. */
    public WebVerticle embeddedBy(List<String> hosts) {
        embedding = Embedding.by(hosts);
        return this;
    }

    /** Answers behind a proxy; call it before the server runs. */
    public WebVerticle behind(Proxying proxies) {
        proxying = proxies;
        return this;
    }

    /** Lets others watch over the server; call it before the server runs. */
    public WebVerticle observedBy(Observation watch) {
        observation = watch;
        return this;
    }

    /** Says at {@code /health/ready}, from now on, that the server is about to stop. */
    public void stopping() {
        if (health != null) {
            health.stopping();
        }
    }

    /** Has a gate decide who may do what, in place of one that is open to this machine alone; call it before the server runs. */
    public WebVerticle guardedBy(Gate chosen) {
        gate = chosen;
        return this;
    }

    @Override
    public Future<?> start() {
        return Contract.load(vertx)
                .compose(contract -> {
                    HttpServerOptions options = new HttpServerOptions()
                            .setHost(host)
                            .setPort(port)
                            .setIdleTimeout(IDLE_SECONDS)
                            .setMaxInitialLineLength(LONGEST_ADDRESS)
                            .setHttp2ClearTextEnabled(false) // its answers say gzip and are not (Vert.x 5.0.10)
                            .setCompressionSupported(true);
                    Connections connections = Connections.ofThisProcess(limits);
                    connections.watch(vertx);
                    HttpServer fresh = vertx.createHttpServer(options)
                            .connectionHandler(connections::accept)
                            .requestHandler(router(contract, connections));
                    server = fresh;
                    return fresh.listen();
                })
                .compose(listening -> listenForMetrics());
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server == null ? port : server.actualPort();
    }

    @Override
    public Future<?> stop() {
        if (table == null || server == null) {
            return Future.succeededFuture();
        }
        OperationTable operationTable = table;
        operationTable.close();
        return server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS).eventually(() -> {
            operationTable.closeThreads();
            return Future.succeededFuture();
        });
    }

    private Future<?> listenForMetrics() {
        if (observation == null || health == null || !observation.hasPort()) {
            return Future.succeededFuture();
        }
        MetricsPage page = new MetricsPage(observation.metrics(), vertx);
        return MetricsListener.listen(vertx, observation, health, page, allowedHosts)
                .onSuccess(listening -> metricsServer = listening);
    }

    /** Returns the port of the metrics, or {@link Observation#NO_PORT} where they have none. */
    public int metricsPort() {
        return metricsServer == null ? Observation.NO_PORT : metricsServer.actualPort();
    }

    /** Adds health, and counts requests, where somebody watches over the server. */
    private void observe(RouterBuilder builder) {
        if (observation != null) {
            health = new Health(observation.storage(), vertx);
            builder.rootHandler(new Measuring(observation.meter()));
            builder.rootHandler(health);
        }
    }

    /**
     * Answers the metrics beside the page where only this machine reaches them. A server that others reach has them at a port of their
     * own alone.
     */
    private void addMetrics(Router router) {
        if (observation != null) {
            router.get(MetricsPage.PATH)
                    .handler(
                            !isReachedByOthers() ? new MetricsPage(observation.metrics(), vertx) : MetricsPage::refuse);
        }
    }

    private Router router(OpenAPIContract contract, Connections connections) {
        WorkerExecutor workers =
                vertx.createSharedWorkerExecutor("mixlab-web", WORKERS, LONGEST_TASK_MINUTES, TimeUnit.MINUTES);
        RouterBuilder builder = RouterBuilder.create(vertx, contract);
        PageFiles pageFiles = new PageFiles(pageFolder, workers, proxying.base());
        pageFiles.load();
        PlatformHandler name = pageFiles::name;
        builder.rootHandler(new UnsentBodies());
        builder.rootHandler(new BelowBasePath(proxying.base()));
        builder.rootHandler(new ForwardedRequests(proxying.trusted()));
        builder.rootHandler(connections);
        builder.rootHandler(new SecurityHeaders(embedding));
        builder.rootHandler(name);
        observe(builder);
        StreamedBodies streamed = StreamedBodies.of(contract);
        PlatformHandler pause = streamed::pause;
        builder.rootHandler(pause);
        PlatformHandler deadline = streamed.orElse(new BodyDeadline(vertx, limits))::handle;
        builder.rootHandler(deadline);
        builder.rootHandler(new MalformedPaths(pageFiles::sendIndex));
        builder.rootHandler(AllowedHosts.of(host, allowedHosts));
        if (gate.isOpen() && proxying.trusted().isEmpty()) {
            builder.rootHandler(new DirectRequests());
        }
        builder.rootHandler(streamed.orElse(BodyHandler.create(false).setBodyLimit(BodyBounds.LARGEST_BODY)));
        OperationTable handlers =
                new OperationTable(vertx, workers, contract, builder, proxying.base()).guardedBy(gate);
        table = handlers;
        operations.forEach(group -> group.addTo(handlers));
        handlers.checkComplete();

        Router router = builder.createRouter();
        handlers.answerHead(router);
        addMetrics(router);
        Route page = router.routeWithRegex("/(?!api/).*").method(HttpMethod.GET).method(HttpMethod.HEAD);
        page.handler(pageFiles);
        Problems problems = new Problems();
        router.route().failureHandler(problems);
        router.errorHandler(404, problems);
        router.errorHandler(405, context -> {
            context.response().putHeader(HttpHeaders.ALLOW, allowed(contract, context));
            problems.handle(context);
        });
        return router;
    }

    /** Tells whether others than the people at this machine reach the server. */
    private boolean isReachedByOthers() {
        return !gate.isOpen() || !AllowedHosts.isLoopback(host) || !proxying.isNone() || !allowedHosts.isEmpty();
    }

    private static String allowed(OpenAPIContract contract, RoutingContext context) {
        Path path = contract.findPath(context.request().path());
        return path == null
                ? "GET, HEAD"
                : path.getOperations().stream()
                        .map(Operation::getHttpMethod)
                        .map(HttpMethod::name)
                        .collect(Collectors.joining(", "));
    }
}
