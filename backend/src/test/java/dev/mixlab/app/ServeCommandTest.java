package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.store.Database;
import dev.mixlab.store.Samples;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What keeps the server from starting is one line, and begins nothing. */
class ServeCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void keepLibrariesWhereOtherTestsHaveUnpackedThem() {
        System.setProperty(
                "DJL_CACHE_DIR",
                Path.of(System.getProperty("user.home"), ".djl.ai").toString());
    }

    @Test
    void aTakenPortIsOneLineAndNoQueuedRunIsBegun() throws IOException {
        Run queued;
        try (Database database = Database.open(folder)) {
            queued = new RunJournalRepository(database, Clock.systemUTC()).create(Samples.spec("waits"));
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(serve("--port", port)).isEqualTo(2);
            assertThat(errors.toString())
                    .startsWith("cannot listen on localhost, port " + port)
                    .hasLineCount(1);
        }
        try (Database database = Database.open(folder)) {
            RunRepository runs = new RunRepository(database);
            assertThat(runs.get(queued.id()).state()).isEqualTo(RunState.QUEUED);
            assertThat(runs.log(queued.id(), 0)).isEmpty();
        }
    }

    @Test
    void anEmptiedDatabaseIsOneLine() throws IOException {
        Files.createFile(folder.resolve("mixlab.mv.db"));

        assertThat(serve("--port", "0")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("the data folder " + folder).hasLineCount(1);
    }

    private int serve(String... options) {
        CommandLine command = Main.commandLine().setErr(new PrintWriter(errors, true));
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"serve", "--data-dir", folder.toString()}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        return command.execute(all);
    }
}
