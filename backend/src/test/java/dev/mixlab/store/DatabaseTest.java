package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.JavaCommand;
import dev.mixlab.run.Run;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsStoredIsThereWhenTheFileIsOpenedAgain() {
        Run run;
        try (Database database = Database.open(folder)) {
            run = new RunJournalRepository(database, Clock.systemUTC()).create(Samples.spec("first"));
        }
        try (Database database = Database.open(folder)) {
            assertThat(new RunRepository(database).get(run.id())).isEqualTo(run);
        }
    }

    @Test
    void theFileIsSmallAgainAfterAStopWhenMuchOfItWasDeleted() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        try (Database database = Database.open(folder)) {
            database.jdbi().useHandle(handle -> {
                handle.execute("CREATE TABLE large (id INT, content BLOB)");
                for (int id = 0; id < 60; id++) {
                    handle.execute("INSERT INTO large VALUES (?, ?)", id, noise);
                }
            });
            database.flush();
            database.jdbi().useHandle(handle -> handle.execute("DELETE FROM large WHERE id > 2"));
            database.flush();
            assertThat(Files.size(file())).isGreaterThan(60L << 20);
        }
        assertThat(Files.size(file())).isLessThan(8L << 20);
        try (Database database = Database.open(folder)) {
            assertThat(database.jdbi()
                            .<Integer, RuntimeException>withHandle(
                                    handle -> handle.createQuery("SELECT count(*) FROM large WHERE content = :noise")
                                            .bind("noise", noise)
                                            .mapTo(Integer.class)
                                            .one()))
                    .isEqualTo(3);
        }
    }

    @Test
    void aFolderThatIsNotThereIsMade() {
        Path deep = folder.resolve("a").resolve("b");

        Database.open(deep).close();

        assertThat(deep).isDirectoryContaining("glob:**mixlab.mv.db");
    }

    @Test
    void aDatabaseThatAnotherProcessHasOpenIsRefusedWithItsFolderInTheMessage() throws Exception {
        Process other = holdOpen(folder);
        try {
            assertThatThrownBy(() -> Database.open(folder))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("another process");
        } finally {
            other.getOutputStream().close();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anEmptiedDatabaseIsRefusedAndStaysAsItIs() throws IOException {
        Database.open(folder).close();
        Files.write(file(), new byte[0]);

        assertRefused(folder, "mixlab.mv.db has no bytes", "restore it from a backup");
        assertThat(file()).isEmptyFile();
    }

    @Test
    void aDatabaseThatWasCutShortIsRefused() throws IOException {
        Database.open(folder).close();
        byte[] whole = Files.readAllBytes(file());
        for (int length : new int[] {100, 5000, whole.length / 2, whole.length - 1}) {
            Files.write(file(), Arrays.copyOf(whole, length));

            assertRefused(folder, "cut short: mixlab.mv.db has %s bytes".formatted(length), "restore it from a backup");
        }
    }

    @Test
    void aFileThatIsNotADatabaseIsRefused() throws IOException {
        Files.writeString(file(), "a text".repeat(10_000));

        assertRefused(folder, "mixlab.mv.db that is not a database", "name another folder");
    }

    @Test
    void aDatabaseWithDamagedPagesIsRefused() throws IOException {
        Database.open(folder).close();
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, 8200, bytes.length, (byte) 7);
        Files.write(file(), bytes);

        assertRefused(folder, "a database that cannot be opened", "restore it from a backup");
    }

    @Test
    void aDatabaseWithoutTheProgramsTablesIsRefusedAndStaysEmpty() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("mixlab");
        DriverManager.getConnection(url).close();

        assertRefused(folder, "a database without this program's tables", "remove the file");
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void aDataFolderThatIsAFileOrCannotBeWrittenIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "a text");

        assertRefused(text, "cannot be made", "name another folder");
        assertRefused(Path.of("/proc"), "cannot be written by the user", "belongs to the user");
    }

    private Path file() {
        return folder.resolve("mixlab.mv.db");
    }

    private static void assertRefused(Path folder, String what, String wayOut) {
        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the data folder " + folder)
                .hasMessageContaining(what)
                .hasMessageContaining(wayOut)
                .message()
                .hasLineCount(1);
    }

    private static Process holdOpen(Path folder) throws IOException {
        Process process = new ProcessBuilder(JavaCommand.of(List.of(), Holder.class, List.of(folder.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('o');
        return process;
    }

    /** Another process: opens the database, says so, and closes it when its input ends. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            Database database = Database.open(Path.of(arguments[0]));
            System.out.print("o");
            System.out.flush();
            int ended = System.in.read();
            database.close();
            System.exit(ended < 0 ? 0 : 1);
        }
    }
}
