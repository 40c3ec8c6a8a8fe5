package dev.mixlab.app.command;

import dev.mixlab.app.command.option.DatabaseOption;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.store.Database;
import dev.mixlab.store.DatabaseAddress;
import dev.mixlab.store.copy.DatabaseCopy;
import dev.mixlab.store.copy.DatabaseCopy.Copied;
import dev.mixlab.store.run.StateCopy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies a data folder into a database on a PostgreSQL server. */
@Command(
        name = "migrate",
        description =
                "Copy all that a data folder holds into an empty PostgreSQL database, and compare both. The folder stays as it is.",
        mixinStandardHelpOptions = true)
public final class MigrateCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--to",
            paramLabel = "URL",
            required = true,
            description = "The database, as postgresql://user@host:port/name.")
    private String url = "";

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of the database.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "mixlab-data",
            description = "The data folder (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Override
    public void run() {
        DatabaseAddress address = DatabaseAddress.parse(url, DatabaseOption.password(passwordFile));
        PrintWriter out = spec.commandLine().getOut();
        try (Database from = Database.openUnchanged(folder);
                Database to = Database.open(address)) {
            StateCopy states = new StateCopy(folder, from);
            List<Copied> tables = DatabaseCopy.copy(from, to, states::copy);
            tables.stream()
                    .filter(table -> table.rows() > 0)
                    .forEach(table -> out.println("  %10s  %s".formatted(table.rows(), table.table())));
            out.println(
                    "%s has all of the data folder %s: the rows of %s tables have the same SHA-256, and %s training states"
                            .formatted(address, folder.toAbsolutePath().normalize(), tables.size(), states.copied()));
            out.println("Start the server with --database; the folder is as it was.");
            out.flush();
        } catch (ConflictException refused) {
            throw new InvalidInputException(
                    "%s: %s".formatted(folder.toAbsolutePath().normalize(), refused.getMessage()), refused);
        }
    }
}
