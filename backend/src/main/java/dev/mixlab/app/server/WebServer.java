package dev.mixlab.app.server;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.Observation;
import dev.mixlab.web.Proxying;
import dev.mixlab.web.WebVerticle;
import dev.mixlab.web.guard.BoundedTransport;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.access.Gate;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;

/** The web server from its start to its end. */
public final class WebServer implements AutoCloseable {

    private static final String PAGE = "page";

    private final Vertx vertx;
    private final WebVerticle verticle;
    private final URI address;

    private WebServer(Vertx vertx, WebVerticle verticle, URI address) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.address = address;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @param host the address it listens on
     * @param port 0 for any free one
     * @param allowedHosts names by which it is reached besides
     * @param operations all of the contract's operations between them
     * @throws InvalidInputException if it cannot listen there
     */
    public static WebServer start(String host, int port, List<String> allowedHosts, List<Operations> operations) {
        return start(host, port, new Hosts(allowedHosts, List.of()), operations);
    }

    /** Starts a server likewise, behind a proxy, over which others watch. */
    public static WebServer start(Place place, Hosts hosts, Proxying proxying, Guarded guarded, Observation watch) {
        WebVerticle verticle = new WebVerticle(place.host(), place.port(), hosts.allowed(), PAGE, guarded.operations())
                .guardedBy(guarded.gate())
                .embeddedBy(hosts.embedding())
                .behind(proxying)
                .observedBy(watch);
        return start(verticle, place.host(), proxying.base().path());
    }

    /**
     * All of the contract's operations, and what decides who may call them.
     *
     * @param operations the operations
     * @param gate admits callers
     */
    public record Guarded(List<Operations> operations, Gate gate) {}

    /**
     * Where a server listens.
     *
     * @param host the address
     * @param port 0 for any free one
     */
    public record Place(String host, int port) {}

    /**
     * Other hosts than the one that the server listens on.
     *
     * @param allowed names by which it is reached besides
     * @param embedding hosts whose pages may show shares in a frame
     */
    public record Hosts(List<String> allowed, List<String> embedding) {}

    /** Starts a server likewise. */
    public static WebServer start(String host, int port, Hosts hosts, List<Operations> operations) {
        return start(
                new WebVerticle(host, port, hosts.allowed(), PAGE, operations).embeddedBy(hosts.embedding()), host, "");
    }

    private static WebServer start(WebVerticle verticle, String host, String basePath) {
        Vertx vertx =
                Vertx.builder().withTransport(BoundedTransport.ofThisProcess()).build();
        try {
            vertx.deployVerticle(verticle).await();
        } catch (Throwable failure) {
            vertx.close().await();
            throw explain(failure, host, verticle.port());
        }
        return new WebServer(
                vertx, verticle, URI.create("http://%s:%s%s".formatted(name(host), verticle.port(), basePath)));
    }

    private static RuntimeException explain(Throwable failure, String host, int port) {
        if (failure instanceof BindException || failure instanceof SocketException) {
            return new InvalidInputException(
                    "cannot listen on %s, port %s: %s".formatted(host, port, failure.getMessage()), failure);
        }
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return new InvalidInputException("host '%s' is not known".formatted(host), failure);
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** The host as an address in a browser on this machine has it. */
    private static String name(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "localhost";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Returns the address of the page. */
    public URI address() {
        return address;
    }

    /** Returns the port of the metrics, or {@link Observation#NO_PORT} where they have none. */
    public int metricsPort() {
        return verticle.metricsPort();
    }

    /** Says from now on that the server is not ready, while it goes on answering. */
    public void stopping() {
        verticle.stopping();
    }

    /** Takes no more requests, lets those end that are being answered, within some seconds, and closes. */
    @Override
    public void close() {
        vertx.close().await();
    }
}
