package dev.mixlab.app.command.option;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.store.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a database on a server, and give its password outside the list of processes. */
public final class DatabaseOption {

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "PostgreSQL database, as postgresql://user@host:port/name, which servers and workers share;"
                    + " the password is in --database-password-file, in the variable PGPASSWORD or in the address.")
    private @Nullable String url;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of the database.")
    private @Nullable Path passwordFile;

    /**
     * Returns the address; null where the option is not given.
     *
     * @throws InvalidInputException if it is none, or the file cannot be read
     */
    public @Nullable DatabaseAddress address() {
        if (url != null) {
            return DatabaseAddress.parse(url, password(passwordFile));
        }
        if (passwordFile != null) {
            throw new InvalidInputException("--database-password-file needs --database");
        }
        return null;
    }

    /** As {@link #address}, where there must be one. */
    public DatabaseAddress requiredAddress() {
        DatabaseAddress address = address();
        if (address == null) {
            throw new InvalidInputException("--database is missing: a worker takes runs from the database of a server");
        }
        return address;
    }

    /** Returns where the data are, for people. */
    public String place(Path folder) {
        DatabaseAddress address = address();
        return address == null ? folder.toString() : address.toString();
    }

    /** Returns the password of a file, or that of the environment where there is none. */
    public static @Nullable String password(@Nullable Path passwordFile) {
        if (passwordFile == null) {
            return System.getenv("PGPASSWORD");
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (IOException failure) {
            throw new InvalidInputException(
                    "--database-password-file %s cannot be read (%s)"
                            .formatted(passwordFile, failure.getClass().getSimpleName()),
                    failure);
        }
    }
}
