package dev.mixlab.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.StageState;
import dev.mixlab.run.account.Account;
import dev.mixlab.run.account.Person;
import dev.mixlab.run.account.Role;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.listing.RunChoices.OwnerChoice;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.run.spec.ScoringSettings;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.Samples;
import dev.mixlab.store.account.AccountRepository;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs as they are stored, listed and found again. */
class RunRepositoryTest extends RunRepositories {

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
}
