package dev.mixlab.app.command.option;

import dev.mixlab.app.server.Application;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.web.Observation;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of those who watch over a server or a worker. */
public final class ObservationOptions {

    private static final int LARGEST_PORT = 65_535;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description =
                    "Further port at which /metrics and /health are answered, and nothing else; 0 means any free port (none).")
    private @Nullable Integer port;

    @Option(
            names = "--metrics-host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "Address to listen on with the port of --metrics-port (${DEFAULT-VALUE}).")
    private String host = "";

    /** Returns what is shown of an application. */
    public Observation of(Application application) {
        return of(application::observation);
    }

    /**
     * Refuses a port that there cannot be.
     *
     * @throws InvalidInputException if the option names one
     */
    public void check() {
        if (port != null && (port < 0 || port > LARGEST_PORT)) {
            throw new InvalidInputException("--metrics-port %s: ports range from 0 to 65535".formatted(port));
        }
    }

    /** Makes what is shown of a process, given the host and the port, or {@link Observation#NO_PORT}. */
    public Observation of(BiFunction<String, Integer, Observation> process) {
        check();
        return process.apply(host, port == null ? Observation.NO_PORT : port);
    }
}
