package dev.mixlab.store.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.weights.ModelHash;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckpointRepositoryTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private BlobRepository blobs;
    private CheckpointRepository checkpoints;

    @BeforeEach
    void open() {
        blobs = new BlobRepository(database.get(), database.clock());
        checkpoints = new CheckpointRepository(database.get(), blobs, database.clock());
    }

    @Test
    void aCheckpointReadsBackTensorByTensorWithConfigurationAndTokenizer() {
        Tensor large = tensor("embeddings", 1500, 1000, 1);
        Tensor small = tensor("bias", 3, 1, 2);
        Checkpoint saved = save(List.of(large, small));

        ModelSource model = checkpoints.open(saved.id());

        assertThat(model.tensors()).containsExactly(small.info(), large.info());
        assertThat(model.read("embeddings")).isEqualTo(large);
        assertThat(model.read("bias").floats()).isEqualTo(small.floats());
        assertThat(model.config().get("model_type").asText()).isEqualTo("bert");
        assertThat(model.tokenizer()).asString(StandardCharsets.UTF_8).isEqualTo("{\"version\":\"1.0\"}");
        assertThat(saved.bytes()).isEqualTo(4L * (1_500_000 + 3));
    }

    @Test
    void theStoredHashIsThatOfTheModelsParts() {
        Checkpoint saved = save(List.of(tensor("a", 4, 4, 1), tensor("b", 2, 2, 2)));

        assertThat(saved.sha256()).isEqualTo(ModelHash.of(checkpoints.open(saved.id())));
    }

    @Test
    void equalTensorsOfTwoCheckpointsAreStoredOnce() {
        save(List.of(tensor("kept", 4, 4, 1), tensor("trained", 4, 4, 2)));
        long before = count("blob");

        save(List.of(tensor("kept", 4, 4, 1), tensor("trained", 4, 4, 3)));

        assertThat(count("blob")).isEqualTo(before + 1);
        assertThat(count("checkpoint")).isEqualTo(2);
    }

    @Test
    void aRunThatSavesTwiceHasOneCheckpoint() {
        var run = new RunJournalRepository(database.get(), database.clock()).create(Samples.spec("again"));
        var checkpoint = new Checkpoints.New(
                run.id(),
                "again",
                "tiny-bert",
                0.9,
                JsonNodeFactory.instance.objectNode(),
                new byte[] {1},
                TensorSource.of(List.of(tensor("a", 2, 2, 1))));

        assertThat(checkpoints.save(checkpoint)).isEqualTo(checkpoints.save(checkpoint));
        assertThat(checkpoints.list()).hasSize(1);
    }

    @Test
    void aSweepTakesWhatNothingNamesAndLeavesTheRest() {
        Checkpoint saved = save(List.of(tensor("a", 4, 4, 1)));
        blobs.put(tensor("orphan", 1500, 1000, 9).data());
        database.clock().advance(HOUR.plusSeconds(1));

        assertThat(blobs.sweep(HOUR)).isEqualTo(1);
        assertThat(checkpoints.open(saved.id()).read("a")).isEqualTo(tensor("a", 4, 4, 1));
        assertThat(count("blob_chunk")).isEqualTo(2);
    }

    @Test
    void aSweepLeavesWhatWasPutAShortTimeAgo() {
        blobs.put(tensor("about to be named", 4, 4, 1).data());
        database.clock().advance(HOUR.minusSeconds(1));
        blobs.put(tensor("about to be named", 4, 4, 1).data());
        database.clock().advance(HOUR.minusSeconds(1));

        assertThat(blobs.sweep(HOUR)).isZero();
    }

    @Test
    void aTensorOrACheckpointThatIsNotThereIsNamedInTheError() {
        Checkpoint saved = save(List.of(tensor("a", 4, 4, 1)));
        CheckpointId nobody = CheckpointId.fresh();

        assertThatThrownBy(() -> checkpoints.open(saved.id()).read("b"))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(saved.id().value())
                .hasMessageContaining("b");
        assertThatThrownBy(() -> checkpoints.open(nobody)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> checkpoints.get(nobody))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(nobody.value());
    }

    private Checkpoint save(List<Tensor> tensors) {
        var run = new RunJournalRepository(database.get(), database.clock()).create(Samples.spec("makes one"));
        return checkpoints.save(new Checkpoints.New(
                run.id(),
                "tuned",
                "tiny-bert",
                0.98,
                JsonNodeFactory.instance.objectNode().put("model_type", "bert"),
                "{\"version\":\"1.0\"}".getBytes(StandardCharsets.UTF_8),
                TensorSource.of(tensors)));
    }

    private long count(String table) {
        return database.get()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    private static Tensor tensor(String name, int rows, int columns, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(name, List.of((long) rows, (long) columns), values);
    }
}
