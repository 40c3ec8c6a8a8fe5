package dev.mixlab.app.command.option;

import dev.mixlab.jobs.cost.ThisMachine.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that limit what all runs together may take of the machine. */
public final class ResourceOptions {

    @Option(
            names = "--max-memory",
            paramLabel = "SIZE",
            description = "Memory that the whole program may use, such as 16g: a run that needs more is refused;"
                    + " by default that of the machine or the container.")
    private @Nullable String memory;

    @Option(
            names = "--disk-reserve",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Space on the disk of the data folder that stays free: a run that needs it is refused"
                    + " (${DEFAULT-VALUE}).")
    private String reserve = "1g";

    /**
     * Returns the limits of the options.
     *
     * @throws dev.mixlab.common.InvalidInputException if one is not a size
     */
    public Limits limits() {
        return new Limits(
                memory == null ? Limits.usual().memory() : MemoryOption.bytes("--max-memory", memory),
                MemoryOption.bytes("--disk-reserve", reserve));
    }
}
