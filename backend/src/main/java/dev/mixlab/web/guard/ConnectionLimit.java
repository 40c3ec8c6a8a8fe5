package dev.mixlab.web.guard;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.http.HttpConnection;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the open connections of a server, so that enough file descriptors are left for the database and for runs. */
public final class ConnectionLimit {

    /** More clients than one machine serves. */
    private static final long MOST = 4096;

    private final long limit;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(long limit) {
        this.limit = limit;
    }

    /** A limit of half the file descriptors that the process may still open. */
    public static ConnectionLimit ofThisProcess() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
            return new ConnectionLimit(Math.min(MOST, Math.max(8, free / 2)));
        }
        return new ConnectionLimit(MOST);
    }

    /** Takes a new connection, or closes it at once where there are too many. */
    public void accept(HttpConnection connection) {
        boolean tooMany = open.incrementAndGet() > limit;
        connection.closeHandler(closed -> open.decrementAndGet());
        if (tooMany) {
            connection.close();
        }
    }
}
