package dev.mixlab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.Paradigm;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.EvaluationResult.Document;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns.Made;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.Filter;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.DataSetRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.TrainingStateRepository;
import dev.mixlab.store.score.EvaluationRepository;
import dev.mixlab.store.score.ScoreRepository;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One flipped bit in what is stored is refused by name when it is read, and never trained from nor shown. */
class DamagedDataTest {

    private static final MethodVariant ATTENTION = new MethodVariant("attn", Aggregation.NONE);

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private RunId run;

    @BeforeEach
    void launch() {
        run = new RunJournalRepository(database.get(), database.clock())
                .create(Samples.spec("damaged"))
                .id();
    }

    @Test
    void ofACheckpointsTensor() {
        CheckpointRepository checkpoints = checkpoints();
        Checkpoint saved = save(checkpoints);
        flipBytes("blob_chunk", "content");

        assertRefused(() -> checkpoints.open(saved.id()).read("weight"), "tensor weight", saved.id());
        assertRefused(() -> checkpoints.open(saved.id()).tokenizer(), "tokenizer", saved.id());
    }

    @Test
    void ofACheckpointsConfigurationOrShapes() {
        CheckpointRepository checkpoints = checkpoints();
        Checkpoint saved = save(checkpoints);
        update("UPDATE checkpoint_tensor SET shape = '[4, 1]'");

        assertRefused(() -> checkpoints.open(saved.id()), "configuration", saved.id());
    }

    @Test
    void ofATrainingState() {
        TrainingStateRepository states = new TrainingStateRepository(database.get());
        states.save(run, 3, out -> out.write(new byte[1000]));
        flipBytes("training_state_chunk", "content");

        assertRefused(() -> states.latest(run), "state after epoch 3", run);
    }

    @Test
    void ofADataSet() {
        DataSetRepository dataSets = new DataSetRepository(database.get(), database.clock());
        dataSets.register(Samples.data("dogs", "dogs"), new DataOrigin("test"));
        flipBytes("data_set", "content");

        assertRefused(() -> dataSets.open("dogs"), "data set", "dogs");
    }

    @Test
    void ofAMap() {
        ScoreRepository scores = new ScoreRepository(database.get(), database.clock());
        ScoreRunId id = score(scores);
        assertThat(scores.map(id, 0, "attn").layers()).isEqualTo(2);
        flipBytes("score_map", "map");

        assertRefused(() -> scores.map(id, 0, "attn"), "the map of example 0 by the method 'attn'", id);
        assertRefused(() -> scores.visit(id, (maps, index) -> {}), "map of example 0", id);
    }

    @Test
    void ofASentencesAnswer() {
        ScoreRepository scores = new ScoreRepository(database.get(), database.clock());
        ScoreRunId id = score(scores);
        assertThat(scores.example(id, 0).row().correct()).isTrue();
        update("UPDATE score_example SET correct = NOT correct");

        assertRefused(() -> scores.example(id, 0), "example 0", id);
        assertRefused(() -> scores.examples(id, Filter.any(), new PageRequest(0, 10)), "example 0", id);
    }

    @Test
    void ofAnEvaluation() {
        ScoreRunId id = score(new ScoreRepository(database.get(), database.clock()));
        EvaluationRepository evaluations = new EvaluationRepository(database.get(), database.clock());
        evaluations.save(made(id));
        flipBytes("evaluation_column", "content");
        flipBytes("evaluation_group", "members");
        update("UPDATE evaluation_figures SET content = REPLACE(content, '0.25', '0.35')");
        update("UPDATE evaluation_document SET content = REPLACE(content, '7', '3')");

        assertRefused(() -> evaluations.columns(id, "cue_dot"), "'cue_dot' by the method 'attn'", id);
        assertRefused(() -> evaluations.group(id, "all"), "group 'all'", id);
        assertRefused(() -> evaluations.figures(id, "cue_dot", "all"), "'cue_dot' over the group 'all'", id);
        assertRefused(() -> evaluations.document(id, "note", 0, JsonNode.class), "document 'note'", id);
    }

    private static void assertRefused(ThrowingCallable reading, String what, Object owner) {
        assertThatThrownBy(reading)
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(owner.toString())
                .hasMessageContaining("Restore the data folder from a backup");
    }

    private CheckpointRepository checkpoints() {
        BlobRepository blobs = new BlobRepository(database.get(), database.clock());
        return new CheckpointRepository(database.get(), blobs, database.clock());
    }

    private Checkpoint save(CheckpointRepository checkpoints) {
        return checkpoints.save(new Checkpoints.New(
                run,
                "tuned",
                "tiny-bert",
                0.9,
                JsonNodeFactory.instance.objectNode().put("model_type", "bert"),
                "{}".getBytes(StandardCharsets.UTF_8),
                TensorSource.of(List.of(Tensor.of("weight", List.of(2L, 2L), new float[] {1, 2, 3, 4})))));
    }

    private ScoreRunId score(ScoreRepository scores) {
        ScoreRunId id = scores.begin(new ScoreRuns.New(run, Phase.BEFORE, "tiny-bert", "sample", Samples.METHODS, 2))
                .id();
        scores.append(id, List.of(Samples.scored(0, Paradigm.ANAPHOR, true, "Cats see themselves.")));
        return id;
    }

    private static Made made(ScoreRunId id) {
        VariantEstimates estimates =
                new VariantEstimates(ATTENTION, List.of(0.25), List.of(0.125), List.of(0.5), List.of(1));
        EvaluationResult result = new EvaluationResult(
                1,
                List.of(new MeasureValues("cue_dot", ATTENTION, 1, 1, new float[] {0.25f})),
                List.of(new Document("note", 0, List.of(7))));
        return new Made(
                id,
                "cue_alignment",
                "ab".repeat(32),
                1,
                List.of(new Group("all", new int[] {0})),
                result,
                List.of(new EstimateTable("cue_dot", "all", 1, List.of(estimates))));
    }

    /** Flips one bit in the middle of that column in every row. */
    private void flipBytes(String table, String column) {
        database.get().jdbi().useTransaction(handle -> {
            for (byte[] content : select(handle, table, column)) {
                byte[] flipped = content.clone();
                flipped[flipped.length / 2] ^= 4;
                handle.createUpdate("UPDATE %s SET %s = :flipped WHERE %s = :content".formatted(table, column, column))
                        .bind("flipped", flipped)
                        .bind("content", content)
                        .execute();
            }
        });
    }

    private static List<byte[]> select(Handle handle, String table, String column) {
        return handle.createQuery("SELECT %s FROM %s".formatted(column, table))
                .map((row, context) -> row.getBytes(1))
                .list();
    }

    private void update(String statement) {
        int changed = database.get().jdbi().withHandle(handle -> handle.execute(statement));
        assertThat(changed).isPositive();
    }
}
