package dev.mixlab.store;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.MixlabException;
import dev.mixlab.common.StorageException;
import dev.mixlab.store.backup.BackupWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables of a database to this version. Those of a newer version are refused, and those of an older one backed up before. */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String BACKUPS = "backups";

    private final DataSource source;
    private final @Nullable Path folder;
    private final Flyway flyway;

    /**
     * Migrations of a database.
     *
     * @param folder its data folder; null in memory and on a server, where nothing is backed up
     */
    Migrations(DataSource source, Dialect dialect, @Nullable Path folder) {
        this.source = source;
        this.folder = folder;
        this.flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .javaMigrations(new CueShareMigration())
                .placeholders(Map.of("bytes", dialect.bytes()))
                .load();
    }

    /**
     * Migrates the tables.
     *
     * @throws dev.mixlab.common.InvalidInputException if a newer version of the program has made them
     * @throws StorageException if they cannot be backed up
     */
    void migrate() {
        MigrationInfoService info = flyway.info();
        MigrationInfo current = info.current();
        if (current != null) {
            requireNotNewer(info, current);
            if (folder != null && info.pending().length > 0) {
                backUp(folder, String.valueOf(current.getVersion()));
            }
        }
        flyway.migrate();
    }

    /**
     * Requires that the tables are those of this version, and changes nothing.
     *
     * @throws dev.mixlab.common.InvalidInputException if they are older or newer, or there are none
     */
    void requireCurrent() {
        MigrationInfoService info = flyway.info();
        MigrationInfo current = info.current();
        if (current == null) {
            throw refusal(
                    "has a database without this program's tables",
                    "name another folder",
                    "the database has no tables of mixlab; start its server first, which makes them");
        }
        requireNotNewer(info, current);
        if (info.pending().length > 0) {
            throw refusal(
                    "was written by an earlier version of mixlab (its tables have version %s)"
                            .formatted(current.getVersion()),
                    "start the server of this version on it once, which backs it up and changes its tables",
                    "the tables of the database have version %s, and this program needs %s; start the server of this version first, which"
                                    .formatted(current.getVersion(), newest(info))
                            + " brings them there");
        }
    }

    /** Returns the refusal of a folder, or that of a database on a server. */
    private MixlabException refusal(String what, String todo, String onServer) {
        return folder == null ? new InvalidInputException(onServer) : DataFolderCheck.refusal(folder, what, todo, null);
    }

    private void requireNotNewer(MigrationInfoService info, MigrationInfo current) {
        boolean newer = Arrays.stream(info.applied())
                .anyMatch(applied -> applied.getState().name().startsWith("FUTURE"));
        if (!newer) {
            return;
        }
        String what =
                "was written by a newer version of mixlab (its tables have version %s, and this program knows up to %s)"
                        .formatted(current.getVersion(), newest(info));
        throw refusal(
                what,
                "start that version or a later one, or name another folder with --data-dir",
                "the database %s; start that version or a later one".formatted(what));
    }

    private static String newest(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> migration.getState().isResolved())
                .reduce((first, last) -> last)
                .map(last -> String.valueOf(last.getVersion()))
                .orElse("none");
    }

    private void backUp(Path folder, String version) {
        Path backups = folder.resolve(BACKUPS);
        Path part = backups.resolve("tables-%s.zip.part".formatted(version));
        LOG.info(
                "the data folder was written by an earlier version; before its tables are changed it is backed up in {}, which takes about ten"
                        + " seconds for each 100 MB",
                backups);
        try {
            Files.createDirectories(backups);
            try (Connection connection = source.getConnection();
                    OutputStream out = Files.newOutputStream(part)) {
                BackupWriter.write(connection, folder, Clock.systemUTC(), out);
            }
            Files.move(part, unused(backups, version), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | SQLException failure) {
            part.toFile().delete();
            throw new StorageException(
                    "the data folder %s was written by an earlier version and cannot be backed up before its tables are changed (%s); make space there"
                            .formatted(folder, failure.getMessage()),
                    failure);
        }
    }

    /** Returns a name that no backup has: an earlier one may be of a migration that failed. */
    private static Path unused(Path backups, String version) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number ->
                        backups.resolve("tables-%s%s.zip".formatted(version, number == 1 ? "" : "-" + number)))
                .filter(path -> !Files.exists(path))
                .findFirst()
                .orElseThrow();
    }
}
