package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mixlab.app.server.Application;
import dev.mixlab.app.server.RunningServerFile;
import dev.mixlab.app.server.WebServer;
import dev.mixlab.data.Paradigm;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.store.Database;
import dev.mixlab.store.Samples;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.score.ScoreRepository;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A data folder with one checkpoint and one score run, looked through as it is and after damage. */
class DoctorCommandTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Tensor NAMED = Tensor.of("named", List.of(2L, 2L), new float[] {1, 2, 3, 4});
    private static final Tensor LEFT_BEHIND = Tensor.of("left behind", List.of(3L), new float[] {5, 6, 7});

    @TempDir
    private Path folder;

    private Checkpoint checkpoint;
    private ScoreRun scores;
    private String orphan;
    private RunId run;

    private record Printed(int status, String text) {}

    @BeforeEach
    void fill() throws IOException {
        System.setProperty(
                "DJL_CACHE_DIR",
                Path.of(System.getProperty("user.home"), ".djl.ai").toString());
        try (Database database = Database.open(folder)) {
            BlobRepository blobs = new BlobRepository(database, CLOCK);
            RunJournalRepository journal = new RunJournalRepository(database, CLOCK);
            run = journal.create(Samples.spec("ended")).id();
            checkpoint = new CheckpointRepository(database, blobs, CLOCK).save(checkpoint(run));
            scores = scores(new ScoreRepository(database, CLOCK));
            journal.move(run, RunState.FAILED, "to have no work left");
            orphan = blobs.put(LEFT_BEHIND.data());
        }
        Path states = Files.createDirectories(folder.resolve("training-states"));
        Files.writeString(states.resolve(run + "-epoch-1-0.state"), "of a run that has ended");
        old(Files.writeString(states.resolve(run + "-epoch-2.part"), "of a killed process"));
    }

    private ScoreRun scores(ScoreRepository repository) {
        ScoreRun begun =
                repository.begin(new ScoreRuns.New(run, Phase.BEFORE, "tiny-bert", "sample", Samples.METHODS, 2));
        repository.append(
                begun.id(),
                List.of(
                        Samples.scored(0, Paradigm.DETERMINER_NOUN, true, "These dogs bark"),
                        Samples.scored(1, Paradigm.DETERMINER_NOUN, false, "Those dogs bark")));
        return repository.finish(begun.id());
    }

    private static Path old(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }

    @Test
    void aWholeFolderIsListedAndWhatNobodyNeedsIsRemovedOnRequest() {
        // the state that is no longer needed has no content that fits its name, which is no damage of what is needed
        Printed found = doctor();
        assertThat(found.text())
                .containsPattern("1 +[\\d.]+ kB +checkpoints\n")
                .containsPattern("4 +[\\d.]+ kB +score maps\n")
                .contains("  mixlab.mv.db\n")
                .contains("unused; --fix removes it")
                .contains(orphan)
                .contains(run + "-epoch-1-0.state, whose run has ended")
                .contains("training-states/" + run + "-epoch-2.part, left by a process that was killed")
                .contains("All contents agree with their checksums");
        assertThat(found.status()).isZero();

        assertThat(doctor("--fix").text()).contains("unused and is removed");
        assertThat(folder.resolve("training-states")).isEmptyDirectory();
        assertThat(doctor().text()).contains("Nothing in it is unused.").contains("All contents agree");
        try (Database database = Database.open(folder)) {
            BlobRepository blobs = new BlobRepository(database, CLOCK);
            assertThat(new CheckpointRepository(database, blobs, CLOCK)
                            .open(checkpoint.id())
                            .read("named"))
                    .isEqualTo(NAMED);
        }
    }

    @Test
    void damagesAreNamedByWhatTheyAreOf() {
        try (Database database = Database.open(folder)) {
            database.jdbi().useHandle(handle -> {
                handle.createUpdate("UPDATE blob_chunk SET content = :other WHERE sha256 IN"
                                + " (SELECT sha256 FROM checkpoint_tensor WHERE name = 'named')")
                        .bind("other", new byte[16])
                        .execute();
                handle.execute(
                        "DELETE FROM score_map WHERE number = 0 AND method = ?",
                        scores.methods().get(0));
                handle.execute("UPDATE score_map SET scales = NULL, deltas = ? WHERE number = 1", new byte[4]);
                handle.execute("UPDATE score_example SET sentence = 'another one' WHERE number = 1");
            });
        }
        Printed found = doctor("--fix");
        assertThat(found.status()).isEqualTo(1);
        assertThat(found.text())
                .contains("tensor named of checkpoint " + checkpoint.id())
                .contains("the map of example 0 by the method '%s' in score run %s is missing"
                        .formatted(scores.methods().get(0), scores.id()))
                .contains("the map of example 1 by the method '%s' in score run %s"
                        .formatted(scores.methods().get(0), scores.id()))
                .contains("example 1 of score run " + scores.id());
    }

    @Test
    void aServerThatHasTheFolderOpenLooksItThrough() {
        URI nowhere = URI.create("http://localhost:1/");
        try (Application application =
                        Application.open(new Application.Settings(folder, 1, nowhere, MachineBudget.ofMachine()));
                WebServer server = WebServer.start("localhost", 0, List.of(), application.operations())) {
            RunningServerFile.write(folder, server.address(), application.folderKey());
            Printed found = doctor("--fix");
            assertThat(found.text()).contains("checkpoints").contains("All contents agree");
            assertThat(found.status()).isZero();
            application.stores().states().remove(run);
        }
    }

    @Test
    void aFolderWithoutADatabaseIsOneLine(@TempDir Path empty) {
        StringWriter errors = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(errors, true));
        assertThat(command.execute("doctor", "--data-dir", empty.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("has no database").hasLineCount(1);
        assertThat(empty).isEmptyDirectory();
    }

    private Printed doctor(String... options) {
        StringWriter text = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(text, true));
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"doctor", "--data-dir", folder.toString()}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        int status = command.execute(all);
        return new Printed(status, text.toString());
    }

    private static Checkpoints.New checkpoint(RunId run) {
        return new Checkpoints.New(
                run,
                "tuned",
                "tiny-bert",
                0.9,
                JsonNodeFactory.instance.objectNode().put("model_type", "bert"),
                "{}".getBytes(StandardCharsets.UTF_8),
                TensorSource.of(List.of(NAMED)));
    }
}
