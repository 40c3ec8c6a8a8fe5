package dev.mixlab.app.server;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.WebVerticle;
import dev.mixlab.web.guard.BoundedTransport;
import dev.mixlab.web.http.Operations;
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
    private final URI address;

    private WebServer(Vertx vertx, URI address) {
        this.vertx = vertx;
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

    /**
     * Other hosts than the one that the server listens on.
     *
     * @param allowed names by which it is reached besides
     * @param embedding hosts whose pages may show shares in a frame
     */
    public record Hosts(List<String> allowed, List<String> embedding) {}

    /** Starts a server likewise. */
    public static WebServer start(String host, int port, Hosts hosts, List<Operations> operations) {
        Vertx vertx =
                Vertx.builder().withTransport(BoundedTransport.ofThisProcess()).build();
        WebVerticle verticle =
                new WebVerticle(host, port, hosts.allowed(), PAGE, operations).embeddedBy(hosts.embedding());
        try {
            vertx.deployVerticle(verticle).await();
        } catch (Throwable failure) {
            vertx.close().await();
            throw explain(failure, host, port);
        }
        return new WebServer(vertx, URI.create("http://%s:%s".formatted(name(host), verticle.port())));
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

    @Override
    public void close() {
        vertx.close().await();
    }
}
