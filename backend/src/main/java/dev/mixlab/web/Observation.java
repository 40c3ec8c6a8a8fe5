package dev.mixlab.web;

import dev.mixlab.run.Storage;
import dev.mixlab.web.http.RequestMeter;
import java.util.function.Supplier;

/**
 * What those see who watch over a server or a worker.
 *
 * @param storage is asked whether the process is ready
 * @param meter counts requests
 * @param metrics returns all metrics as text
 * @param host the address at which the metrics have a port of their own
 * @param port this port, 0 for any free one; {@link #NO_PORT} for none
 */
public record Observation(Storage storage, RequestMeter meter, Supplier<String> metrics, String host, int port) {

    /** Says that the metrics have no port of their own. */
    public static final int NO_PORT = -1;

    /** Returns whether the metrics have a port of their own. */
    public boolean hasPort() {
        return port != NO_PORT;
    }
}
