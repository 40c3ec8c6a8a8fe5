package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.AtOnce;
import dev.mixlab.common.ConflictException;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.fitting.FittedHead;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Samples;
import dev.mixlab.training.TrainingOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an execution notes of its run. */
class RunJournalRepositoryTest extends RunRepositories {

    @Test
    void theCurveOfAHeadIsStoredInOrderAndALaterPointReplacesTheOneOfItsStep() {
        RunId id = journal.create(Samples.spec("head")).id();
        HeadPoint random = new HeadPoint(0, null, 7.5, 0);
        journal.headPoint(id, new HeadPoint(20, 6.5, 6.25, 0.125));
        journal.headPoint(id, random);
        HeadPoint again = new HeadPoint(20, 6.0, 5.75, 0.25);
        journal.headPoint(id, again);

        assertThat(runs.metrics(id, Integer.MAX_VALUE).headFitting()).containsExactly(random, again);
    }

    @Test
    void ofOneOwnerSoManyRunsBeginAsMayHoweverManyAskAtOnce() throws Exception {
        AccountId owner = AccountId.fresh();
        List<RunId> queued = IntStream.range(0, 12)
                .mapToObj(number -> journal.create(
                                new NewRun(Samples.spec("run " + number), null, Priority.NORMAL, null, owner))
                        .id())
                .toList();
        List<Optional<Run>> begun = AtOnce.all(12, number -> journal.begin(queued.get(number), 3));

        List<Run> atWork = begun.stream().flatMap(Optional::stream).toList();
        assertThat(atWork).hasSize(3).allMatch(run -> run.state() == RunState.RUNNING && run.startedAt() != null);
        assertThat(queued.stream().map(runs::get).filter(run -> run.state() == RunState.QUEUED))
                .hasSize(9);
        assertThat(journal.begin(journal.create(Samples.spec("nobody's")).id(), 1))
                .isPresent();
        RunId other = journal.create(new NewRun(Samples.spec("other"), null, Priority.NORMAL, null, AccountId.fresh()))
                .id();
        assertThat(journal.begin(other, 1)).isPresent();
        RunId next = queued.stream()
                .filter(id -> runs.get(id).state() == RunState.QUEUED)
                .findFirst()
                .orElseThrow();
        journal.move(atWork.get(0).id(), RunState.CANCELLING, null);
        assertThat(journal.begin(next, 3))
                .as("one that is being cancelled is at work")
                .isEmpty();
        journal.move(atWork.get(0).id(), RunState.CANCELLED, null);
        assertThat(journal.begin(next, 3)).isPresent();
        RunId further = journal.create(new NewRun(Samples.spec("further"), null, Priority.NORMAL, null, owner))
                .id();
        assertThat(journal.begin(further, 3)).isEmpty();
        assertThat(journal.begin(further, null)).as("without a limit").isPresent();
    }

    @Test
    void aRunThatBeginsAndFailsKeepsItsTimesAndItsError() {
        Run run = journal.create(Samples.spec("fails"));
        journal.move(run.id(), RunState.RUNNING, null);
        database.clock().advance(Duration.ofMinutes(1));

        Run failed = journal.move(run.id(), RunState.FAILED, "the data set is gone");

        assertThat(failed.error()).isEqualTo("the data set is gone");
        assertThat(failed.startedAt()).isEqualTo(run.createdAt());
        assertThat(failed.finishedAt()).isEqualTo(run.createdAt().plusSeconds(60));
    }

    @Test
    void aMoveThatTheStateDoesNotAllowIsRefusedAndChangesNothing() {
        Run run = journal.create(Samples.spec("done"));
        journal.move(run.id(), RunState.CANCELLED, null);

        assertThatThrownBy(() -> journal.move(run.id(), RunState.RUNNING, null))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("CANCELLED");
        assertThat(runs.get(run.id()).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void stagesProgressResultsAndProvenanceComeBackAsTheyWereStored() {
        RunId id = journal.create(Samples.spec("full")).id();
        StageState stage = new StageState(
                StageName.FINE_TUNE,
                StageState.Status.RUNNING,
                64,
                10_000,
                database.clock().instant(),
                null);
        Progress progress = new Progress(StageName.FINE_TUNE, 64, 14_000, 512.5, 20.25, 0.69, null);
        Run.Results results = new Run.Results(
                0.9,
                0.99,
                CheckpointId.fresh(),
                ScoreRunId.fresh(),
                ScoreRunId.fresh(),
                TrainingOutcome.DIVERGED,
                "toy-with-fitted-head-01234567");
        Provenance provenance = new Provenance(
                Samples.spec("full"),
                Map.of("fine-tuning", 42L),
                new Provenance.Hashes("a", "b", "c"),
                new Provenance.Counts(2000, 1990, Map.of(), Map.of("GOOD_WORD_NOT_ONE_PIECE", 10)),
                new Provenance.Environment(Map.of("mixlab", "1"), "cpu", 2),
                new FittedHead("toy-with-fitted-head-01234567", "d", "e", 90, 10, 3, 2, 1.5, 0.25));

        journal.stage(id, stage);
        journal.progress(id, progress);
        journal.results(id, results);
        journal.provenance(id, provenance);

        Run run = runs.get(id);
        assertThat(run.stage(StageName.FINE_TUNE)).isEqualTo(stage);
        assertThat(run.progress()).isEqualTo(progress);
        assertThat(run.results()).isEqualTo(results);
        assertThat(run.provenance()).isEqualTo(provenance);
    }

    @Test
    void stepsThatAreNotedTwiceCountOnce() {
        RunId id = journal.create(Samples.spec("curves")).id();
        journal.step(id, new StepPoint(1, 1, 0.7, 1e-5));
        journal.step(id, new StepPoint(2, 1, 0.6, 2e-5));
        journal.step(id, new StepPoint(2, 1, 0.5, 2e-5));

        assertThat(runs.metrics(id, 0).steps())
                .containsExactly(new StepPoint(1, 1, 0.7, 1e-5), new StepPoint(2, 1, 0.5, 2e-5));
        assertThat(runs.metrics(id, 1).steps()).hasSize(1);
    }

    @Test
    void whatComesAfterAnEpochIsForgottenWhenItWillBeDoneAgain() {
        RunId id = journal.create(Samples.spec("again")).id();
        EpochPoint first = new EpochPoint(1, 0.6, 0.7, 0.5, 0.8, 12);
        journal.step(id, new StepPoint(1, 1, 0.7, 1e-5));
        journal.epoch(id, first);
        journal.step(id, new StepPoint(2, 2, 0.6, 2e-5));
        journal.epoch(id, new EpochPoint(2, 0.5, 0.8, 0.4, 0.9, 12));

        journal.forgetAfter(id, 1);

        assertThat(runs.metrics(id, 0).steps()).extracting(StepPoint::step).containsExactly(1);
        assertThat(runs.metrics(id, 0).epochs()).containsExactly(first);
    }

    @Test
    void logLinesAreNumberedFromOne() {
        RunId id = journal.create(Samples.spec("talks")).id();
        journal.log(id, "hello");
        LogLine second = journal.log(id, "world");

        assertThat(second.number()).isEqualTo(2);
        assertThat(runs.log(id, 0)).extracting(LogLine::text).containsExactly("hello", "world");
        assertThat(runs.log(id, 1)).containsExactly(second);
    }
}
