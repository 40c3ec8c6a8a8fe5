package dev.mixlab.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.Paradigm;
import dev.mixlab.run.RunState;
import dev.mixlab.run.TrainingStates;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Accounts;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.catalogue.Checkpoint;
import dev.mixlab.run.catalogue.Checkpoints;
import dev.mixlab.run.catalogue.DataOrigin;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChange;
import dev.mixlab.run.listing.RunChange.TagChange;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.store.Database;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestServer;
import dev.mixlab.store.account.AccountTables;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.DataSetRepository;
import dev.mixlab.store.copy.DatabaseCopy.Copied;
import dev.mixlab.store.run.RunEditRepository;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.store.run.RunRepository;
import dev.mixlab.store.run.StateCopy;
import dev.mixlab.store.run.TrainingStateFiles;
import dev.mixlab.store.run.TrainingStateRepository;
import dev.mixlab.store.score.ScoreRepository;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database in H2 that is copied to a PostgreSQL server. */
class DatabaseCopyTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Tensor NAMED = Tensor.of("named", List.of(2L, 2L), new float[] {1, 2, 3, 4});

    private final Database from = Database.inMemory();

    @TempDir
    private Path folder;

    private RunId run;
    private Checkpoint checkpoint;
    private ScoreRun scores;

    @BeforeEach
    void fill() {
        new DataSetRepository(from, CLOCK).register(Samples.data("own", "dogs"), new DataOrigin("by hand"));
        RunJournalRepository journal = new RunJournalRepository(from, CLOCK);
        run = journal.create(Samples.spec("first")).id();
        journal.step(run, new StepPoint(1, 1, 0.1 + 0.2, 1e-300));
        journal.epoch(run, new EpochPoint(1, 0.4, 0.8, 0.3, 0.9, 1.5));
        journal.log(run, "ends with \u00e9 \ud83d\ude00 and \"quotes\"");
        scores = scores(new ScoreRepository(from, CLOCK));
        checkpoint = new CheckpointRepository(from, new BlobRepository(from, CLOCK), CLOCK)
                .save(new Checkpoints.New(
                        run,
                        "tuned",
                        "tiny-bert",
                        0.9,
                        JsonNodeFactory.instance.objectNode().put("model_type", "bert"),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        TensorSource.of(List.of(NAMED))));
        journal.move(run, RunState.RUNNING, null);
        new RunEditRepository(from, CLOCK)
                .change(
                        List.of(run),
                        new RunChange(
                                "renamed", "# notes", new TagChange(null, List.of("a", "b"), List.of()), true, null));
        AccountTables.of(from, CLOCK).accounts().createFirst(new Account.New("ada", "Ada", Role.ADMIN), "hash");
    }

    private ScoreRun scores(ScoreRepository repository) {
        ScoreRun begun = repository.begin(new ScoreRuns.New(run, Phase.BEFORE, "tiny-bert", "own", Samples.METHODS, 2));
        repository.append(
                begun.id(),
                List.of(
                        Samples.scored(0, Paradigm.DETERMINER_NOUN, true, "These dogs bark"),
                        Samples.scored(1, Paradigm.DETERMINER_NOUN, false, "Those dogs bark")));
        return repository.finish(begun.id());
    }

    @Test
    void everythingIsThereAndGoesOn() {
        byte[] state = new byte[3_000_000];
        new Random(5).nextBytes(state);
        files().save(run, 4, out -> out.write(state));
        StateCopy states = new StateCopy(folder, from);
        try (Database to = Database.open(TestServer.fresh())) {
            Map<String, Long> copied = DatabaseCopy.copy(from, to, states::copy).stream()
                    .collect(Collectors.toMap(Copied::table, Copied::rows));

            assertThat(copied)
                    .containsEntry("run", 1L)
                    .containsEntry("run_tag", 2L)
                    .containsEntry("score_map", 4L)
                    .containsEntry("account", 1L)
                    .doesNotContainKeys("scheduled_tasks", "flyway_schema_history");
            assertThat(new RunRepository(to).get(run)).isEqualTo(new RunRepository(from).get(run));
            assertThat(new RunRepository(to).metrics(run, 0)).isEqualTo(new RunRepository(from).metrics(run, 0));
            assertThat(new RunRepository(to).log(run, 0)).isEqualTo(new RunRepository(from).log(run, 0));
            assertThat(new ScoreRepository(to, CLOCK).example(scores.id(), 1))
                    .isEqualTo(new ScoreRepository(from, CLOCK).example(scores.id(), 1));
            CheckpointRepository checkpoints = new CheckpointRepository(to, new BlobRepository(to, CLOCK), CLOCK);
            assertThat(checkpoints.open(checkpoint.id()).read("named").data())
                    .isEqualTo(Tensor.of("named", List.of(2L, 2L), new float[] {1, 2, 3, 4})
                            .data());
            Accounts accounts = AccountTables.of(to, CLOCK).accounts();
            assertThat(accounts.find("ada"))
                    .isEqualTo(AccountTables.of(from, CLOCK).accounts().find("ada"));
            assertThat(new RunJournalRepository(to, CLOCK)
                            .create(Samples.spec("next"))
                            .id())
                    .isNotEqualTo(run);
            assertThat(new RunRepository(to).list(null, new PageRequest(0, 10)).total())
                    .isEqualTo(2);
            TrainingStates.Saved saved =
                    new TrainingStateRepository(to).latest(run).orElseThrow();
            assertThat(saved.epoch()).isEqualTo(4);
            assertThat(saved.bytes()).hasBinaryContent(state);
            assertThat(states.copied()).isEqualTo(1);
        }
    }

    private TrainingStateFiles files() {
        return new TrainingStateFiles(
                folder.resolve("training-states"), new TrainingStateRepository(from), from::flush);
    }

    @Test
    void aCopyThatFailsAtItsEndLeavesTheDatabaseEmptyForTheNext() throws IOException {
        files().save(run, 4, out -> out.write(new byte[100]));
        Path state;
        try (Stream<Path> all = Files.list(folder.resolve("training-states"))) {
            state = all.findFirst().orElseThrow();
        }
        Files.write(state, new byte[99]);
        try (Database to = Database.open(TestServer.fresh())) {
            assertThatThrownBy(() -> DatabaseCopy.copy(from, to, new StateCopy(folder, from)::copy))
                    .hasMessageContaining(run.value());
            assertThat(new RunRepository(to).list(null, new PageRequest(0, 10)).total())
                    .isZero();

            Files.write(state, new byte[100]);
            DatabaseCopy.copy(from, to, new StateCopy(folder, from)::copy);
            assertThat(new TrainingStateRepository(to).latest(run).orElseThrow().bytes())
                    .hasBinaryContent(new byte[100]);
        }
    }

    @Test
    void aDatabaseWithDataIsLeftAsItIs() {
        try (Database to = Database.open(TestServer.fresh())) {
            RunId own = new RunJournalRepository(to, CLOCK)
                    .create(Samples.spec("own"))
                    .id();

            assertThatThrownBy(() -> DatabaseCopy.copy(from, to, others -> {}))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("has data already (table run");

            assertThat(new RunRepository(to).list(null, new PageRequest(0, 10)).items())
                    .extracting(dev.mixlab.run.Run::id)
                    .containsExactly(own);
        }
    }
}
