package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.AtOnce;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.StageState;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Person;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.fitting.FittedHead;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.CheckpointId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.listing.RunChoices.OwnerChoice;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.run.spec.ScoringSettings;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Samples;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.account.AccountRepository;
import dev.mixlab.training.TrainingOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunRepositoryTest {

    @RegisterExtension
    private final TestDatabase database = new TestDatabase();

    private RunRepository runs;
    private RunJournalRepository journal;

    @BeforeEach
    void open() {
        runs = new RunRepository(database.get());
        journal = new RunJournalRepository(database.get(), database.clock());
    }

    @Test
    void aNewRunIsQueuedWithAllStagesWaiting() {
        Run run = journal.create(Samples.spec("first"));

        assertThat(runs.get(run.id())).isEqualTo(run);
        assertThat(run.state()).isEqualTo(RunState.QUEUED);
        assertThat(run.spec()).isEqualTo(Samples.spec("first"));
        assertThat(run.stages())
                .extracting(StageState::name)
                .containsExactly(StageName.PREPARE, StageName.SCORE_BEFORE, StageName.FINE_TUNE, StageName.SCORE_AFTER);
        assertThat(run.createdAt()).isEqualTo(database.clock().instant());
    }

    @Test
    void aRunThatFitsAHeadAndEvaluatesHasItsSettingsAndItsStagesStored() {
        PipelineSpec spec = Samples.spec("evaluated")
                .withEvaluations(
                        List.of("faithfulness"),
                        new EvaluatingSettings(
                                300, 7, PiecePooling.MAX, List.of(CueUnit.AS_PUBLISHED, CueUnit.PHRASE), null, 3))
                .withHeadFitting(new HeadFittingSpec(Source.TEXT, "ab".repeat(32), 500, 1024, 2e-3, 0.2, 5));
        Run run = journal.create(spec);

        assertThat(runs.get(run.id()).spec()).isEqualTo(spec);
        assertThat(spec.methods()).containsExactly("value_zeroing_cosine", "attn", "random");
        assertThat(run.stages()).extracting(StageState::name).containsExactly(StageName.values());
    }

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
    void aSpecFromBeforeThereWereScoringSettingsAndEvaluationsIsReadWithTheUsualOnesAndNone() {
        Run run = journal.create(Samples.spec("old"));
        database.get()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET spec = REGEXP_REPLACE(CAST(spec AS VARCHAR), ',\"scoring\":[{].*$', '}') WHERE id = ?",
                        run.id().value()));

        assertThat(runs.get(run.id()).spec())
                .isEqualTo(Samples.spec("old"))
                .isEqualTo(Samples.spec("old").withEvaluations(List.of(), EvaluatingSettings.standard()));
    }

    @Test
    void scoringSettingsAreStoredWithTheSpec() {
        AttributionOptions attribution =
                new AttributionOptions(7, AttributionOptions.Baseline.MASK, AttributionOptions.Rule.GAUSS_LEGENDRE);
        PipelineSpec spec = Samples.spec("mine").withScoring(new ScoringSettings(Rows.TARGET, attribution, 5));

        assertThat(runs.get(journal.create(spec).id()).spec()).isEqualTo(spec);
    }

    @Test
    void aRunThatIsNotThereIsNotFound() {
        RunId nobody = RunId.fresh();

        assertThatThrownBy(() -> runs.get(nobody))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(nobody.value());
        assertThatThrownBy(() -> runs.metrics(nobody, 0)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> runs.log(nobody, 0)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void runsAreListedLatestFirstPageByPage() {
        for (String name : new String[] {"first", "second", "third"}) {
            journal.create(Samples.spec(name));
            database.clock().advance(Duration.ofSeconds(1));
        }

        var page = runs.list(null, new PageRequest(0, 2));

        assertThat(page.total()).isEqualTo(3);
        assertThat(page.items()).extracting(run -> run.spec().name()).containsExactly("third", "second");
        assertThat(runs.list(null, new PageRequest(2, 2)).items())
                .extracting(run -> run.spec().name())
                .containsExactly("first");
    }

    @Test
    void runsAreListedByState() {
        journal.create(Samples.spec("waits"));
        Run works = journal.create(Samples.spec("works"));
        journal.move(works.id(), RunState.RUNNING, null);

        assertThat(runs.list(RunState.RUNNING, new PageRequest(0, 10)).items())
                .extracting(Run::id)
                .containsExactly(works.id());
    }

    @Test
    void aRunKnowsTheRunThatItRepeatsAndIsFoundByIt() {
        Run first = journal.create(Samples.spec("first"));
        Run again = journal.create(new NewRun(Samples.spec("again"), first.id()));
        database.clock().advance(Duration.ofSeconds(1));
        Run third = journal.create(new NewRun(Samples.spec("third"), first.id()));
        journal.move(again.id(), RunState.RUNNING, null);

        assertThat(runs.get(first.id()).repeats()).isNull();
        assertThat(runs.get(again.id()).repeats()).isEqualTo(first.id());
        assertThat(runs.find(new Runs.Filter(null, first.id()), new PageRequest(0, 10)))
                .isEqualTo(new Page<>(List.of(third, runs.get(again.id())), 2));
        assertThat(runs.find(new Runs.Filter(RunState.RUNNING, first.id()), new PageRequest(0, 10))
                        .items())
                .containsExactly(runs.get(again.id()));
        assertThat(runs.find(new Runs.Filter(null, again.id()), new PageRequest(0, 10))
                        .total())
                .isZero();
    }

    @Test
    void aRunIsStoredWithItsOwnerWhoseNameIsKnownWhileTheAccountIsThere() {
        AccountRepository accounts = new AccountRepository(database.get(), database.clock());
        accounts.createFirst(new Account.New("ada", "Ada", Role.ADMIN), "hash");
        AccountId owner = accounts.create(new Account.New("mel", "Mel", Role.MEMBER), null)
                .id();
        Run run = journal.create(new NewRun(Samples.spec("mel's"), null, Priority.NORMAL, null, owner));

        assertThat(run.owner()).isEqualTo(new Person(owner, "Mel"));
        accounts.change(owner, new Account.Change("Melanie", null, true));
        assertThat(runs.get(run.id()).owner()).isEqualTo(new Person(owner, "Melanie"));
        assertThat(new RunListRepository(database.get()).choices().owners())
                .containsExactly(new OwnerChoice(owner.value(), "Melanie", 1));
        accounts.delete(owner);
        assertThat(runs.get(run.id()).owner()).isEqualTo(new Person(owner, null));
        assertThat(new RunListRepository(database.get()).choices().owners())
                .containsExactly(new OwnerChoice(owner.value(), null, 1));
        assertThat(journal.create(Samples.spec("nobody's")).owner()).isNull();
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
