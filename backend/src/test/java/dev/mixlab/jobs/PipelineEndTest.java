package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.training.TrainingOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How runs end that are cancelled, refused, fail or diverge. */
class PipelineEndTest extends PipelineBench {

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
