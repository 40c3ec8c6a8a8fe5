package dev.mixlab.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** The name of this process among all that use a database: machine, process and, because both can come again, a random part. */
public final class ProcessName {

    private static final String NAME = "%s-%s-%s"
            .formatted(
                    machine(),
                    ProcessHandle.current().pid(),
                    UUID.randomUUID().toString().substring(0, 8));

    private ProcessName() {}

    public static String get() {
        return NAME;
    }

    private static String machine() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() > 60 ? name.substring(0, 60) : name;
        } catch (UnknownHostException unnamed) {
            return "unnamed";
        }
    }
}
