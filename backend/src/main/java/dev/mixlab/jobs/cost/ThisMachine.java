package dev.mixlab.jobs.cost;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine, or the container, in which the program runs. */
public final class ThisMachine implements Machine {

    private final Path folder;
    private final Limits limits;

    /**
     * What the program leaves to others.
     *
     * @param memory bytes of memory that the program may use at most; the machine's are the limit in any case
     * @param reserve bytes of the data folder's disk that stay free
     */
    public record Limits(long memory, long reserve) {

        /** Limits with all of the machine's memory, and a reserve of 1 GB of disk. */
        public static Limits usual() {
            return new Limits(Long.MAX_VALUE, 1_000_000_000L);
        }
    }

    /**
     * Creates the machine.
     *
     * @param folder the data folder
     */
    public ThisMachine(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** {@inheritDoc} In a container, Java answers with the container's limit. */
    @Override
    public long memory() {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.min(limits.memory(), machine);
    }

    @Override
    public long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public long disk() {
        try {
            return Math.max(0, Files.getFileStore(folder).getUsableSpace() - limits.reserve());
        } catch (IOException failure) {
            throw new UncheckedIOException("the free space of the data folder " + folder + " is unknown", failure);
        }
    }
}
