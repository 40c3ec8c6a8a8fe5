package dev.mixlab.web.guard;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Divides the file descriptors of this process between connections and everything else, such as the database and runs. */
final class FileDescriptors {

    /** More clients than one machine serves. */
    private static final long MOST = 4096;

    private static final long FEWEST = 8;

    private FileDescriptors() {}

    /** Returns how many connections may take a share, between 0 and 1, of the descriptors that are free now. */
    static int connections(double share) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
            return (int) Math.min(MOST, Math.max(FEWEST, (long) (free * share)));
        }
        return (int) MOST;
    }
}
