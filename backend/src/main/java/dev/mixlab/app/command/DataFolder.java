package dev.mixlab.app.command;

import dev.mixlab.app.command.option.DeviceOption;
import dev.mixlab.app.command.option.ImportOptions;
import dev.mixlab.app.command.option.MemoryOption;
import dev.mixlab.app.command.option.ResourceOptions;
import dev.mixlab.app.server.Application;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.blimp.BlimpDownload;
import dev.mixlab.jobs.Slots;
import dev.mixlab.store.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all commands with a data folder share. */
public final class DataFolder {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "mixlab-data",
            description = "Folder for the database and all other files that are written (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Number of runs executed at a time (${DEFAULT-VALUE}); with --database also 0, where only workers execute runs.")
    private int slots;

    @Option(
            names = "--blimp-url",
            paramLabel = "URL",
            description = "Address of BLiMP's published files, in place of their public repository.")
    private URI blimp = BlimpDownload.PUBLISHED;

    @Option(
            names = "--data-root",
            paramLabel = "DIR",
            description =
                    "Folder below which clients may have BLiMP and other minimal pairs read; may be repeated (none).")
    private List<Path> dataRoots = List.of();

    /** Shows the information messages of libraries: logback.xml reads the property when the first message is logged. */
    @Option(names = "--verbose", description = "Log the messages of the libraries too.")
    void logLibraries(boolean verbose) {
        if (verbose) {
            System.setProperty("mixlab.log.libraries", "INFO");
        }
    }

    /** Chooses the form of the log, which is begun after the options have been read. */
    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "Form of the log on standard error: text, or json with one object per line (${DEFAULT-VALUE}).")
    void logAs(String format) {
        if (!format.equals("text") && !format.equals("json")) {
            throw new ParameterException(
                    command.commandLine(), "--log-format %s: the log is written as text or json".formatted(format));
        }
        System.setProperty("mixlab.log.format", format);
    }

    @Mixin
    private MemoryOption memory = new MemoryOption();

    @Mixin
    private ImportOptions imports = new ImportOptions();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Option(
            names = "--runs-per-member",
            paramLabel = "N",
            description =
                    "Most runs of one member at work at a time, in this process and all workers together; the member's others wait"
                            + " and other people's go before them. By default there is no limit.")
    private @Nullable Integer runsPerMember;

    @Mixin
    private DeviceOption device = new DeviceOption();

    /** Returns the absolute path of the data folder. */
    public Path path() {
        return folder.toAbsolutePath().normalize();
    }

    /** Opens the data folder with the settings of the options. */
    public Application open() {
        return open(null);
    }

    /**
     * Opens the data folder, or a database on a server with the folder for the files of this process.
     *
     * @param database null for a database in the folder
     */
    Application open(@Nullable DatabaseAddress database) {
        if (slots == 0 && database == null) {
            throw new InvalidInputException("--slots 0: only with --database can other processes execute the runs");
        }
        Slots atATime = new Slots(slots, runsPerMember);
        device.apply();
        return Application.open(new Application.Settings(
                folder,
                atATime,
                blimp,
                memory.budget(),
                imports.settings(folder),
                dataRoots,
                resources.limits(),
                database));
    }
}
