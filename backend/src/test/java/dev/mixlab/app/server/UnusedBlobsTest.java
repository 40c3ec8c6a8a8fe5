package dev.mixlab.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import dev.mixlab.store.Samples;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedBlobsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Tensor NAMED = Tensor.of("named", List.of(2L, 2L), new float[] {1, 2, 3, 4});
    private static final Tensor LEFT_BEHIND = Tensor.of("left behind", List.of(3L), new float[] {5, 6, 7});

    @TempDir
    private Path folder;

    @Test
    void theStartOfTheProgramSweepsBlobsThatNothingNames() {
        System.setProperty(
                "DJL_CACHE_DIR",
                Path.of(System.getProperty("user.home"), ".djl.ai").toString());
        Checkpoint checkpoint;
        String orphan;
        try (Database database = Database.open(folder)) {
            BlobRepository blobs = new BlobRepository(database, CLOCK);
            checkpoint = new CheckpointRepository(database, blobs, CLOCK).save(checkpoint(database));
            orphan = blobs.put(LEFT_BEHIND.data());
        }

        URI nowhere = URI.create("http://localhost:1/");
        Application.open(new Application.Settings(folder, 1, nowhere, MachineBudget.ofMachine()))
                .close();

        try (Database database = Database.open(folder)) {
            BlobRepository blobs = new BlobRepository(database, CLOCK);
            assertThat(new CheckpointRepository(database, blobs, CLOCK)
                            .open(checkpoint.id())
                            .read("named"))
                    .isEqualTo(NAMED);
            assertThatThrownBy(() -> blobs.get(orphan, "the orphan")).isInstanceOf(DamagedDataException.class);
        }
    }

    private static Checkpoints.New checkpoint(Database database) {
        RunJournalRepository journal = new RunJournalRepository(database, CLOCK);
        RunId run = journal.create(Samples.spec("ended")).id();
        journal.move(run, RunState.FAILED, "to have no work left");
        byte[] tokenizer = "{}".getBytes(StandardCharsets.UTF_8);
        return new Checkpoints.New(
                run,
                "tuned",
                "tiny-bert",
                0.9,
                JsonNodeFactory.instance.objectNode().put("model_type", "bert"),
                tokenizer,
                TensorSource.of(List.of(NAMED)));
    }
}
