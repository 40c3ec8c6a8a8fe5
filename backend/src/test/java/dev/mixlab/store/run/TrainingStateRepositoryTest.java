package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.run.TrainingStates.Saved;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.blob.Chunks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrainingStateRepositoryTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private TrainingStateRepository states;
    private RunId run;

    @BeforeEach
    void open() {
        states = new TrainingStateRepository(database.get());
        run = new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("trains"))
                .id();
    }

    @Test
    void aStateLargerThanAChunkComesBackByteForByte() throws IOException {
        byte[] content = new byte[Chunks.SIZE * 2 + 17];
        new Random(1).nextBytes(content);

        states.save(run, 3, out -> out.write(content));

        Saved saved = states.latest(run).orElseThrow();
        assertThat(saved.epoch()).isEqualTo(3);
        assertThat(saved.bytes().readAllBytes()).isEqualTo(content);
    }

    @Test
    void theNextEpochReplacesTheOneBefore() throws IOException {
        states.save(run, 1, out -> out.write(new byte[] {1, 1}));
        states.save(run, 2, out -> out.write(2));

        assertThat(states.latest(run).orElseThrow().bytes().readAllBytes()).containsExactly(2);
        assertThat(chunks()).isEqualTo(1);
    }

    @Test
    void aStateThatWasNotWrittenToItsEndLeavesTheOneBefore() throws IOException {
        states.save(run, 1, out -> out.write(1));

        assertThatThrownBy(() -> states.save(run, 2, out -> {
                    out.write(new byte[Chunks.SIZE + 1]);
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(UncheckedIOException.class);

        Saved saved = states.latest(run).orElseThrow();
        assertThat(saved.epoch()).isEqualTo(1);
        assertThat(saved.bytes().readAllBytes()).containsExactly(1);
    }

    @Test
    void nothingIsLeftOfARemovedState() {
        states.save(run, 1, out -> out.write(1));

        states.remove(run);

        assertThat(states.latest(run)).isEmpty();
        assertThat(chunks()).isZero();
    }

    private long chunks() {
        return database.get()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM training_state_chunk")
                        .mapTo(Long.class)
                        .one());
    }
}
