package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.common.PageRequest;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a pipeline computes, stores and tells. */
class PipelineTest extends PipelineBench {

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
}
