package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.StorageException;
import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TrainingStateFilesTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    @TempDir
    private Path data;

    private Path folder;
    private TrainingStateRepository earlier;
    private TrainingStateFiles states;
    private RunId run;

    @BeforeEach
    void open() {
        folder = data.resolve("training-states");
        earlier = new TrainingStateRepository(database.get());
        states = new TrainingStateFiles(folder, earlier, database.get()::flush);
        run = create();
    }

    private RunId create() {
        return new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("trains"))
                .id();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Rows that a killed process had committed, but not written to disk, would be missing for ever in a run that goes on after them. */
    @Test
    void rowsAreOnDiskBeforeTheStateThatIsResumedAfterThem() throws IOException {
        List<List<Path>> filesAtFlush = new ArrayList<>();
        TrainingStateFiles watched = new TrainingStateFiles(folder, earlier, () -> filesAtFlush.add(completeFiles()));

        watched.save(run, 1, out -> out.write(1));
        watched.save(run, 2, out -> out.write(2));

        assertThat(filesAtFlush).hasSize(2);
        assertThat(filesAtFlush.get(0)).isEmpty();
        assertThat(filesAtFlush.get(1)).singleElement().asString().contains("-epoch-1-");
        assertThat(completeFiles()).singleElement().asString().contains("-epoch-2-");
    }

    private List<Path> completeFiles() {
        try {
            return files().stream()
                    .filter(file -> file.toString().endsWith(".state"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aStateComesBackByteForByteAndReplacesTheOneBefore() throws IOException {
        byte[] content = new byte[300_017];
        new Random(1).nextBytes(content);
        states.save(run, 2, out -> out.write(1));
        states.save(run, 10, out -> out.write(content));

        Saved saved = states.latest(run).orElseThrow();

        assertThat(saved.epoch()).isEqualTo(10);
        assertThat(saved.bytes().readAllBytes()).isEqualTo(content);
        assertThat(files()).containsExactly(saved.file());
    }

    @Test
    void aStateThatWasNotWrittenToItsEndLeavesTheOneBeforeAndSaysWhere() throws IOException {
        states.save(run, 1, out -> out.write(1));

        assertThatThrownBy(() -> states.save(run, 2, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("training-states")
                .hasMessageContaining("No space left on device");

        Saved saved = states.latest(run).orElseThrow();
        assertThat(saved.epoch()).isEqualTo(1);
        assertThat(saved.bytes().readAllBytes()).containsExactly(1);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aDamagedStateIsRefusedByName() throws IOException {
        states.save(run, 1, out -> out.write(new byte[] {1, 2, 3}));
        Files.write(files().get(0), new byte[] {1, 2, 2});

        assertThatThrownBy(() -> states.latest(run))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("the state after epoch 1 of run " + run);
    }

    @Test
    void statesThatAnEarlierVersionStoredAreReadAndReplaced() throws IOException {
        earlier.save(run, 3, out -> out.write(3));
        assertThat(states.latest(run).orElseThrow().epoch()).isEqualTo(3);

        states.save(run, 4, out -> out.write(4));

        assertThat(states.latest(run).orElseThrow().epoch()).isEqualTo(4);
        assertThat(earlier.latest(run)).isEmpty();
    }

    @Test
    void aRunThatEndsLeavesNothingAndOthersKeepTheirStates() throws IOException {
        RunId other = create();
        states.save(run, 1, out -> out.write(1));
        states.save(other, 1, out -> out.write(2));

        states.remove(run);

        assertThat(states.latest(run)).isEmpty();
        assertThat(states.latest(other).orElseThrow().bytes().readAllBytes()).containsExactly(2);
    }

    @Test
    void theSweepDeletesPartsAndStatesOfEndedRunsAndNothingElse() throws IOException {
        RunId ended = create();
        states.save(run, 1, out -> out.write(1));
        states.save(ended, 1, out -> out.write(2));
        Path part = Files.writeString(folder.resolve(run + "-epoch-2.part"), "half");
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "kept");

        states.sweep(run::equals);

        assertThat(part).doesNotExist();
        assertThat(foreign).exists();
        assertThat(states.latest(run)).isPresent();
        assertThat(states.latest(ended)).isEmpty();
        assertThat(files()).hasSize(2);
    }
}
