package dev.mixlab.app.command;

import dev.mixlab.app.command.option.DatabaseOption;
import dev.mixlab.app.command.option.ObservationOptions;
import dev.mixlab.app.command.option.OidcOptions;
import dev.mixlab.app.command.option.ProxyOptions;
import dev.mixlab.app.server.Application;
import dev.mixlab.app.server.RunningServerFile;
import dev.mixlab.app.server.WebServer;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.jobs.webhook.WebhookAddress;
import dev.mixlab.run.Provenance.Environment;
import dev.mixlab.web.account.AccessControl;
import dev.mixlab.web.account.OidcSettings;
import dev.mixlab.web.guard.DirectRequests;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the page and the HTTP interface, and executes queued runs, until the process is stopped. */
@Command(name = "serve", description = "Serve the page and execute queued runs.", mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 means any free port (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            split = ",",
            description = "Further name by which browsers reach the server, such as that of a proxy; may be repeated.")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--embed-host",
            paramLabel = "HOST",
            split = ",",
            description =
                    "Host whose pages may show shares in a frame, such as that of a wiki; may be repeated (none).")
    private List<String> embedHosts = List.of();

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description =
                    "Address that is told by a POST request when a run ends: https://..., or http://localhost:... (none).")
    private @Nullable String webhook;

    @Option(
            names = "--accounts",
            description =
                    "People need accounts; so they do anyway on a --host or --allowed-host that is not this machine, with"
                            + " --oidc-issuer, and once the data folder has an account.")
    private boolean accounts;

    @Mixin
    private OidcOptions oidc = new OidcOptions();

    @Mixin
    private ProxyOptions proxy = new ProxyOptions();

    @Mixin
    private ObservationOptions observation = new ObservationOptions();

    @Mixin
    private DataFolder dataFolder = new DataFolder();

    @Mixin
    private DatabaseOption databaseOption = new DatabaseOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65535) {
            throw new InvalidInputException("--port %s: ports range from 0 to 65535".formatted(port));
        }
        WebhookAddress told = webhook == null ? null : WebhookAddress.parse(webhook);
        OidcSettings issuer = oidc.settings(System.getenv());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(asked, closed), "mixlab-end"));
        try (Application application = dataFolder.open(databaseOption.address());
                RunningWeb web = serve(application, issuer)) {
            WebServer server = web.server();
            // only now: a port that is taken ends the program before any work is begun
            RunningServerFile.write(dataFolder.path(), server.address(), application.folderKey());
            if (told != null) {
                application.tell(told);
            }
            application.start();
            spec.commandLine().getOut().println(readyLine(server, application.environment()));
            web.setupLine().ifPresent(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            asked.await();
            server.stopping();
            RunningServerFile.delete(dataFolder.path());
            application.stopWork();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private RunningWeb serve(Application application, @Nullable OidcSettings issuer) {
        boolean needsAccounts = accounts
                || !proxy.proxying().trusted().isEmpty()
                || Stream.concat(Stream.of(host), allowedHosts.stream())
                        .anyMatch(name -> !DirectRequests.isLoopback(name));
        AccessControl access = application.access(needsAccounts, issuer);
        WebServer server = WebServer.start(
                new WebServer.Place(host, port),
                new WebServer.Hosts(allowedHosts, embedHosts),
                proxy.proxying(),
                new WebServer.Guarded(application.operations(access), access.gate()),
                observation.of(application));
        return new RunningWeb(server, access);
    }

    /** A server, and who may use it. */
    private record RunningWeb(WebServer server, AccessControl access) implements AutoCloseable {

        /** Says where the administrator is created, if there is none. */
        Optional<String> setupLine() {
            return Optional.ofNullable(access.setupPath())
                    .map(path -> "there are no accounts yet; create the administrator at the one-time address %s%s"
                            .formatted(server.address(), path));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** Says where the server listens, where its data lie, and which engine and device it uses. */
    private String readyLine(WebServer server, Environment environment) {
        return "mixlab is at %s, data in %s, PyTorch %s on %s"
                .formatted(
                        server.address(),
                        databaseOption.place(dataFolder.path()),
                        environment.versions().get("pytorch"),
                        environment.device().replace("()", ""));
    }

    /** Runs as the process ends: work is stored and the database closed before it does. */
    static void end(CountDownLatch asked, CountDownLatch closed) {
        asked.countDown();
        try {
            closed.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
