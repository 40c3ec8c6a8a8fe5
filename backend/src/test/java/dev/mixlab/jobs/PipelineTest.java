package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns.Filter;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.training.TrainingOutcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(TestDatabase.fresh());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPipelineScoresFineTunesAndScoresAgain() throws InterruptedException {
        bench.queue.start();
        Run run = bench.awaitEnd(bench.queue.launch(Workbench.spec(150, 2)).id());

        assertThat(run.error()).isNull();
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.stages()).extracting(StageState::status).containsOnly(StageState.Status.DONE);
        assertThat(run.stage(StageName.FINE_TUNE).done()).isEqualTo(300);
        assertThat(run.progress().done()).isEqualTo(run.progress().total()).isEqualTo(150 + 300 + 150);
        assertThat(run.progress().secondsLeft()).isZero();
        var metrics = bench.stores.runs().metrics(run.id(), 0);
        assertThat(metrics.steps()).hasSize(2 * 5);
        assertThat(metrics.epochs()).hasSize(2);
        assertThat(run.results().accuracyBefore())
                .isEqualTo(shareCorrect(run.results().scoresBefore()));
        assertThat(run.results().accuracyAfter())
                .isEqualTo(shareCorrect(run.results().scoresAfter()))
                .isEqualTo(metrics.epochs().get(1).testAccuracy());
        assertThat(bench.stores.runs().log(run.id(), 0))
                .extracting(LogLine::text)
                .anyMatch(text -> text.contains("after"));
    }

    private double shareCorrect(@Nullable ScoreRunId scores) {
        return bench
                .stores
                .scores()
                .examples(Objects.requireNonNull(scores), Filter.any(), new PageRequest(0, 1000))
                .items()
                .stream()
                .mapToInt(row -> row.correct() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    @Test
    void theTrainHalfIsLearnt() throws InterruptedException {
        bench.queue.start();
        Run run = bench.awaitEnd(bench.queue.launch(Workbench.spec(64, 40)).id());

        List<EpochPoint> epochs = bench.stores.runs().metrics(run.id(), 0).epochs();
        assertThat(epochs).hasSize(40);
        assertThat(epochs.get(39).trainLoss()).isLessThan(epochs.get(0).trainLoss() / 2);
    }

    @Test
    void bothScoreRunsHaveTheSameExamplesInTheSameOrder() throws InterruptedException {
        bench.queue.start();
        Run run = bench.awaitEnd(bench.queue.launch(Workbench.spec(20, 1)).id());
        ScoreRun before =
                bench.stores.scores().get(Objects.requireNonNull(run.results().scoresBefore()));
        ScoreRun after =
                bench.stores.scores().get(Objects.requireNonNull(run.results().scoresAfter()));

        assertThat(before.modelId()).isEqualTo(ToyModel.ID);
        assertThat(after.modelId())
                .isEqualTo(Objects.requireNonNull(run.results().checkpoint()).value());
        assertThat(before.examples()).isEqualTo(after.examples()).isEqualTo(20);
        assertThat(before.accuracy()).isEqualTo(run.results().accuracyBefore());
        List<String> sentences = sentences(before);
        assertThat(sentences(after)).isEqualTo(sentences);
        assertThat(sentences)
                .isEqualTo(Workbench.DATA.test().subList(0, 20).stream()
                        .map(example -> example.sentence().text())
                        .toList());
    }

    private List<String> sentences(ScoreRun scores) {
        return bench.stores.scores().examples(scores.id(), Filter.any(), new PageRequest(0, 100)).items().stream()
                .map(row -> row.sentence())
                .toList();
    }

    @Test
    void theCheckpointIsAModelOfTheCatalogueThatARunCanStartFrom() throws InterruptedException {
        bench.queue.start();
        Run first = bench.awaitEnd(bench.queue.launch(Workbench.spec(20, 1)).id());
        String checkpoint = Objects.requireNonNull(first.results().checkpoint()).value();
        PipelineSpec spec = Workbench.spec(20, 1);
        PipelineSpec again = new PipelineSpec(
                "again", checkpoint, spec.dataId(), spec.examples(), spec.fineTuning(), spec.methods());

        Run second = bench.awaitEnd(bench.queue.launch(again).id());

        assertThat(second.results().accuracyBefore()).isEqualTo(first.results().accuracyAfter());
        assertThat(bench.stores.models().list()).extracting(ModelEntry::builtIn).containsExactly(true, false, false);
    }

    @Test
    void provenanceNamesAllThatMadeTheResult() throws InterruptedException {
        bench.queue.start();
        Run run = bench.awaitEnd(bench.queue.launch(Workbench.spec(20, 1)).id());

        Provenance provenance = Objects.requireNonNull(run.provenance());
        assertThat(provenance.spec()).isEqualTo(run.spec());
        assertThat(provenance.hashes().model()).isEqualTo(new ToyModel().sha256());
        assertThat(provenance.hashes().data()).isEqualTo(Workbench.DATA.sha256());
        assertThat(provenance.seeds()).isEqualTo(Map.of("fine-tuning", 42L, "scoring", 42L, "evaluating", 42L));
        assertThat(provenance.counts().train()).isEqualTo(20);
        assertThat(provenance.environment().versions()).containsKeys("mixlab", "djl", "pytorch", "java");
    }

    @Test
    void theSameSpecGivesTheSameFigures() throws InterruptedException {
        bench.queue.start();
        RunId first =
                bench.awaitEnd(bench.queue.launch(Workbench.spec(60, 2)).id()).id();
        RunId second =
                bench.awaitEnd(bench.queue.launch(Workbench.spec(60, 2)).id()).id();

        assertThat(bench.figures(second)).isEqualTo(bench.figures(first));
    }

    @Test
    void thoseWhoListenHearEveryStepAndTheEnd() throws InterruptedException {
        List<RunEvent> heard = new CopyOnWriteArrayList<>();
        bench.stores.events().subscribe(heard::add);
        bench.queue.start();
        bench.awaitEnd(bench.queue.launch(Workbench.spec(60, 1)).id());

        assertThat(heard).filteredOn(RunEvent.Step.class::isInstance).hasSize(2);
        assertThat(heard).filteredOn(RunEvent.Epoch.class::isInstance).hasSize(1);
        bench.queue.close();
        assertThat(heard)
                .last()
                .isInstanceOfSatisfying(
                        RunEvent.Changed.class,
                        last -> assertThat(last.now().state()).isEqualTo(RunState.SUCCEEDED));
    }

    @Test
    void aWaitingRunIsCancelledAtOnce() {
        RunId id = bench.queue.launch(Workbench.spec(20, 1)).id();

        assertThat(bench.queue.cancel(id).state()).isEqualTo(RunState.CANCELLED);
        assertThatThrownBy(() -> bench.queue.cancel(id))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(id.value());
    }

    @Test
    void aRunningRunIsCancelledAtItsNextBatchAndTheNextOneBegins() throws InterruptedException {
        bench.queue.start();
        RunId endless = bench.queue.launch(Workbench.spec(200, 1000)).id();
        RunId next = bench.queue.launch(Workbench.spec(20, 1)).id();
        bench.await(endless, run -> run.stage(StageName.FINE_TUNE).status() == StageState.Status.RUNNING);

        bench.queue.cancel(endless);

        Run cancelled = bench.awaitEnd(endless);
        assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
        assertThat(cancelled.stage(StageName.FINE_TUNE).status()).isEqualTo(StageState.Status.CANCELLED);
        assertThat(cancelled.stage(StageName.SCORE_AFTER).status()).isEqualTo(StageState.Status.WAITING);
        assertThat(bench.stores.states().latest(endless)).isEmpty();
        assertThat(bench.awaitEnd(next).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aModelThatIsRefusedMakesTheRunFailWithTheReason() throws InterruptedException {
        bench.close();
        ToyModel broken = new ToyModel() {
            @Override
            public dev.mixlab.weights.tensor.Tensor read(String name) {
                throw new WeightFileException("toy model: tensor %s: is broken".formatted(name));
            }

            @Override
            public String sha256() {
                return "0".repeat(64);
            }
        };
        bench = new Workbench(TestDatabase.fresh(), Map.of(ToyModel.ID, () -> broken));
        bench.queue.start();

        Run run = bench.awaitEnd(bench.queue.launch(Workbench.spec(20, 1)).id());

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.error()).contains("toy model").contains("is broken");
        assertThat(run.stage(StageName.PREPARE).status()).isEqualTo(StageState.Status.DONE);
    }

    @Test
    void aFailureThatNobodyExpectedTellsNothingButAReference() throws InterruptedException {
        bench.close();
        AtomicBoolean launched = new AtomicBoolean();
        ToyModel broken = new ToyModel() {
            @Override
            public byte[] tokenizer() {
                if (launched.get()) {
                    throw new IllegalStateException("secret");
                }
                return super.tokenizer();
            }

            @Override
            public String sha256() {
                return "0".repeat(64);
            }
        };
        bench = new Workbench(TestDatabase.fresh(), Map.of(ToyModel.ID, () -> broken));
        Run queued = bench.queue.launch(Workbench.spec(20, 1));
        launched.set(true);
        bench.queue.start();

        Run run = bench.awaitEnd(queued.id());

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.error()).doesNotContain("secret").containsPattern("reference [0-9a-f]{8}");
        assertThat(run.stage(StageName.PREPARE).status()).isEqualTo(StageState.Status.FAILED);
    }

    @Test
    void aSpecThatNamesWhatIsNotThereIsRefusedAndNothingIsStored() {
        FineTuningSettings settings = FineTuningSettings.paper();

        assertThatThrownBy(() -> bench.queue.launch(
                        new PipelineSpec("x", "huge-bert", SampleData.ID, null, settings, Workbench.METHODS)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("huge-bert");
        assertThatThrownBy(() -> bench.queue.launch(
                        new PipelineSpec("x", ToyModel.ID, "nothing", null, settings, Workbench.METHODS)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> bench.queue.launch(
                        new PipelineSpec("x", ToyModel.ID, SampleData.ID, null, settings, List.of("magic"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("magic");
        assertThat(bench.stores.runs().list(null, new PageRequest(0, 10)).total())
                .isZero();
    }

    @Test
    void anEstimateCountsStepsExactlyAndLearnsFromPastRuns() throws InterruptedException {
        CostEstimate first = bench.queue.estimate(Workbench.spec(150, 2));
        assertThat(first.steps()).isEqualTo(10);
        assertThat(first.examplesTrain()).isEqualTo(150);
        assertThat(first.seconds()).isPositive();
        assertThat(first.basis()).contains("parameters");

        bench.queue.start();
        bench.awaitEnd(bench.queue.launch(Workbench.spec(150, 2)).id());

        assertThat(bench.queue.estimate(Workbench.spec(150, 2)).basis()).contains("past runs");
    }

    @Test
    void aRunWhoseOnlyStepHasRateZeroIsWarnedOfAndMarked() throws InterruptedException {
        PipelineSpec spec = tuned(60, FineTuningSettings.paper().withEpochs(1));

        assertThat(bench.queue.estimate(spec).warnings())
                .singleElement()
                .asString()
                .contains("the learning rate is 0 in the only step");
        assertThat(bench.queue.estimate(Workbench.spec(150, 2)).warnings()).isEmpty();
        Run run = bench.succeed(spec);
        assertThat(run.results().trainingOutcome()).isEqualTo(TrainingOutcome.NOTHING);
        assertThat(bench.stores.runs().log(run.id(), 0))
                .extracting(LogLine::text)
                .anyMatch(text -> text.startsWith("Fine-tuning learned nothing"));
    }

    @Test
    void aRunWhoseLossDivergesIsMarked() throws InterruptedException {
        PipelineSpec spec = tuned(
                60, FineTuningSettings.paper().withEpochs(3).withBatchSize(4).withLearningRate(1));

        Run run = bench.succeed(spec);

        assertThat(bench.stores.runs().metrics(run.id(), 0).epochs().get(2).trainLoss())
                .isGreaterThan(2);
        assertThat(run.results().trainingOutcome()).isEqualTo(TrainingOutcome.DIVERGED);
    }

    private static PipelineSpec tuned(int examples, FineTuningSettings settings) {
        return new PipelineSpec("toy run", ToyModel.ID, SampleData.ID, examples, settings, Workbench.METHODS);
    }
}
