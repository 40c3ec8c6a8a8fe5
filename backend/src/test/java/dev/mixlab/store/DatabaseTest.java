package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.Run;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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

    private static Process holdOpen(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
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
