package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.StorageException;
import dev.mixlab.store.backup.BackupReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data folders that another version of the program has written. */
class FolderVersionTest {

    private static final String RUN = "INSERT INTO run (id, spec, name, state, progress, created_at)"
            + " VALUES ('r-0123456789', '{}', 'an old run', 'CANCELLED', '{}', CURRENT_TIMESTAMP)";

    @TempDir
    private Path temporary;

    private static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("mixlab");
    }

    private Path folderOf(String version) throws SQLException, IOException {
        Path folder = Files.createDirectories(temporary.resolve("data"));
        Flyway.configure()
                .dataSource(url(folder), null, null)
                .locations("classpath:db/migration")
                .placeholders(Map.of("bytes", "BLOB"))
                .target(version)
                .load()
                .migrate();
        execute(folder, RUN);
        return folder;
    }

    private static void execute(Path folder, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(folder));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(Path folder, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(folder));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static String version(Path folder) throws SQLException {
        return read(
                folder, "SELECT \"version\" FROM \"flyway_schema_history\" ORDER BY \"installed_rank\" DESC LIMIT 1");
    }

    private static List<String> backups(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anOlderFolderIsBackedUpBeforeItsTablesChange() throws SQLException, IOException {
        Path folder = folderOf("8");

        Database.open(folder).close();

        assertThat(Integer.parseInt(version(folder))).isGreaterThan(8);
        assertThat(read(folder, "SELECT name FROM run")).isEqualTo("an old run");
        assertThat(backups(folder)).containsExactly("tables-8.zip");
        Path restored = temporary.resolve("restored");
        new BackupReader(folder.resolve("backups/tables-8.zip")).restore(restored);
        assertThat(version(restored)).isEqualTo("8");
        assertThat(read(restored, "SELECT name FROM run")).isEqualTo("an old run");

        Database.open(folder).close();
        assertThat(backups(folder)).hasSize(1);
    }

    @Test
    void aNewFolderNeedsNoBackup() {
        Path folder = temporary.resolve("new");
        Database.open(folder).close();
        assertThat(folder.resolve("backups")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeBackedUpStaysAsItIs() throws SQLException, IOException {
        Path folder = folderOf("8");
        Files.writeString(folder.resolve("backups"), "a file in place of the folder");

        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be backed up before its tables are changed");
        assertThat(version(folder)).isEqualTo("8");
    }

    @Test
    void aNewerFolderIsRefusedInOneLine() throws SQLException {
        Path folder = temporary.resolve("data");
        Database.open(folder).close();
        String known = version(folder);
        execute(
                folder,
                "INSERT INTO \"flyway_schema_history\" VALUES"
                        + " (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 1, 'x', CURRENT_TIMESTAMP, 1, TRUE)");

        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the data folder %s was written by a newer version of mixlab (its tables have version 99, and this"
                                + " program knows up to %s); start that version or a later one, or name another folder with --data-dir",
                        folder, known);
        assertThat(version(folder)).isEqualTo("99");
    }
}
