package dev.mixlab.app.command;

import dev.mixlab.store.backup.BackupReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder of a backup. */
@Command(
        name = "restore",
        description = "Check a backup and write it into a new data folder.",
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "mixlab-data",
            description = "The data folder to make, which is not there yet or empty (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Override
    public void run() {
        long bytes = new BackupReader(file).restore(folder);
        spec.commandLine()
                .getOut()
                .println("%s was restored: %s bytes, whose SHA-256 were compared"
                        .formatted(folder.toAbsolutePath().normalize(), bytes));
        spec.commandLine().getOut().flush();
    }
}
