package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.ConflictException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.jobs.cost.Estimator;
import dev.mixlab.jobs.cost.Estimator.Limits;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.Models;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.estimate.CostEstimate.DeletionCurves;
import dev.mixlab.run.estimate.CostEstimate.StageSeconds;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.weights.ModelInMemory;
import dev.mixlab.weights.ModelSource;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a run before it is launched, and what is refused. */
class LaunchLimitsTest {

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
    void aRunThatNeedsMoreDiskThanThereIsIsRefusedAndNothingIsStored() {
        PipelineSpec spec = Workbench.spec(50, 1);
        CostEstimate fits = bench.queue.estimate(spec);
        assertThat(fits.disk().shortage()).isNull();
        bench.machine.disk = fits.disk().need() - 1;

        CostEstimate estimate = bench.queue.estimate(spec);

        assertThat(estimate.disk().available()).isEqualTo(bench.machine.disk);
        assertThat(estimate.disk().shortage()).contains("of disk").contains("score fewer methods");
        assertThatThrownBy(() -> bench.queue.launch(spec))
                .isInstanceOf(ConflictException.class)
                .hasMessage(estimate.disk().shortage());
        assertThat(bench.stores.runs().list(null, new PageRequest(0, 10)).total())
                .isZero();
        bench.machine.disk = fits.disk().need();
        assertThat(bench.queue.launch(spec).id()).isNotNull();
    }

    @Test
    void aRunThatNeedsMoreMemoryThanThereIsIsRefused() {
        PipelineSpec spec = Workbench.spec(50, 1);
        bench.machine.memory = bench.queue.estimate(spec).memory().need() - 1;

        CostEstimate estimate = bench.queue.estimate(spec);

        assertThat(estimate.disk().shortage()).isNull();
        assertThat(estimate.memory().shortage()).contains("of memory").contains("a smaller --memory-budget");
        assertThatThrownBy(() -> bench.queue.launch(spec))
                .isInstanceOf(ConflictException.class)
                .hasMessage(estimate.memory().shortage());
    }

    @Test
    void theDiskThatQueuedRunsNeedIsNotThereForOthers() {
        PipelineSpec spec = Workbench.spec(50, 1);
        long need = bench.queue.estimate(spec).disk().need();
        bench.machine.disk = 2 * need;
        Run first = bench.queue.launch(spec);
        assertThat(bench.queue.estimate(spec).disk().available()).isEqualTo(need);
        bench.queue.launch(spec);

        CostEstimate third = bench.queue.estimate(spec);
        assertThat(third.disk().available()).isZero();
        assertThat(third.disk().shortage()).contains("of other runs. Wait until other runs have ended");
        assertThatThrownBy(() -> bench.queue.launch(spec))
                .isInstanceOf(ConflictException.class)
                .hasMessage(third.disk().shortage());
        assertThat(bench.stores.runs().list(null, new PageRequest(0, 10)).total())
                .isEqualTo(2);

        bench.queue.cancel(first.id());
        assertThat(bench.queue.launch(spec).state()).isEqualTo(RunState.QUEUED);
    }

    @Test
    void whatARunAtWorkHasWrittenIsNotCountedTwice() {
        PipelineSpec spec = Workbench.spec(50, 1);
        long need = bench.queue.estimate(spec).disk().need();
        bench.machine.disk = 3 * need;
        Run first = bench.queue.launch(spec);
        bench.stores.journal().move(first.id(), RunState.RUNNING, null);
        bench.stores.journal().progress(first.id(), new Progress(StageName.FINE_TUNE, 75, 100, 1, null, null, null));

        assertThat(bench.queue.estimate(spec).disk().available()).isEqualTo(3 * need - Math.round(0.25 * need));
    }

    @Test
    void theMemoryOfAsManyRunsCountsAsAreExecutedAtATime() {
        long one = memoryOfOthers(2, 1);
        assertThat(one).isPositive();
        assertThat(memoryOfOthers(2, 3)).isEqualTo(one);
        assertThat(memoryOfOthers(3, 3)).isEqualTo(2 * one);
        assertThat(memoryOfOthers(1, 3)).isZero();
    }

    private static long memoryOfOthers(int slots, int queued) {
        PipelineSpec spec = Workbench.spec(50, 1);
        try (Workbench several = new Workbench(TestDatabase.fresh(), slots)) {
            several.machine.memory = 1L << 40;
            for (int run = 0; run < queued; run++) {
                several.queue.launch(spec);
            }
            CostEstimate estimate = several.queue.estimate(spec);
            long others = several.machine.memory - estimate.memory().available();
            long enough = estimate.memory().need() + others;
            several.machine.memory = enough;
            assertThat(several.queue.estimate(spec).memory().shortage()).isNull();
            several.machine.memory = enough - 1;
            assertThat(String.valueOf(several.queue.estimate(spec).memory().shortage())
                            .contains("fewer --slots"))
                    .isEqualTo(others > 0);
            assertThatThrownBy(() -> several.queue.launch(spec)).isInstanceOf(ConflictException.class);
            return others;
        }
    }

    @Test
    void bothShortagesAreToldTogether() {
        bench.machine.disk = 0;
        bench.machine.memory = 1;

        assertThatThrownBy(() -> bench.queue.launch(Workbench.spec(50, 1)))
                .hasMessageContaining("of disk")
                .hasMessageContaining("of memory");
    }

    @Test
    void aRunThatWasLaunchedGoesOnWhereTheDiskHasBecomeFull() throws InterruptedException {
        Run run = bench.queue.launch(Workbench.spec(20, 1));
        bench.machine.disk = 0;
        bench.queue.start();

        assertThat(bench.awaitEnd(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void theStagesOfAnEstimateAddUpToTheWhole() {
        PipelineSpec plain = Workbench.spec(50, 1);
        CostEstimate estimate = bench.queue.estimate(plain);

        assertThat(estimate.stages())
                .extracting(StageSeconds::stage)
                .containsExactly(StageName.SCORE_BEFORE, StageName.FINE_TUNE, StageName.SCORE_AFTER);
        assertThat(estimate.stages().stream().mapToDouble(StageSeconds::seconds).sum())
                .isCloseTo(estimate.seconds(), Percentage.withPercentage(0.01));
    }

    @Test
    void wholeMapsAreComparedWithTheLimitWhicheverRowsTheRunHas() {
        PipelineSpec whole = Workbench.spec(50, 1);
        PipelineSpec row = whole.withScoring(whole.scoring().withRows(Rows.TARGET));
        CostEstimate estimate = bench.queue.estimate(whole);

        assertThat(bench.queue.estimate(row).maps()).isEqualTo(estimate.maps());
        assertThat(bench.queue.estimate(row).bytes()).isLessThan(estimate.bytes());
        assertThat(estimate.maps().suggested()).isEqualTo(Rows.ALL);
        assertThat(bench.queue.suggestedRows(row)).isEqualTo(Rows.ALL);
        assertThat(estimate.maps().limit()).isEqualTo(2_000_000_000L);
    }

    @Test
    void fewerSentencesWithDeletionCurvesAreSuggestedForALargeModelThanForASmallOne() {
        PipelineSpec plain = Workbench.spec(1000, 1);
        PipelineSpec spec = plain.withEvaluations(List.of("faithfulness"), EvaluatingSettings.standard());
        DeletionCurves toy = Objects.requireNonNull(bench.queue.estimate(spec).deletion());
        assertThat(toy.suggested()).isEqualTo(512).isEqualTo(bench.queue.suggestedDeletions(spec));
        assertThat(toy.seconds()).isLessThan(toy.limit());
        assertThat(bench.queue.estimate(plain).deletion()).isNull();

        EncodedData data = new DataEncoder(bench.stores.models(), bench.stores.dataSets()).prepare(spec);
        Estimator ofBertBase = new Estimator(
                new BertBase(), bench.stores.texts(), bench.stores.throughputs(), new Limits(bench.machine, 1));
        DeletionCurves large = Objects.requireNonNull(ofBertBase.deletionCurves(spec, data));
        assertThat(large.usual()).isEqualTo(512);
        assertThat(large.seconds()).isGreaterThan(large.limit());
        assertThat(large.suggested()).isBetween(32, 256);
        PipelineSpec few =
                spec.withEvaluations(spec.evaluations(), spec.evaluating().withDeletionExamples(7));
        assertThat(ofBertBase.deletionCurves(few, data))
                .as("whatever number the run has")
                .isEqualTo(large);
        assertThat(ofBertBase.deletionCurves(Workbench.spec(1000, 1), data)).isNull();
    }

    /** A catalogue of one model with the sizes of BERT-base, of which nothing but the configuration is there. */
    private static final class BertBase implements Models {

        @Override
        public List<ModelEntry> list() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModelEntry get(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModelSource open(String id) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("model_type", "bert").put("vocab_size", 30522).put("hidden_size", 768);
            json.put("num_hidden_layers", 12).put("num_attention_heads", 12).put("intermediate_size", 3072);
            json.put("hidden_act", "gelu").put("max_position_embeddings", 512).put("type_vocab_size", 2);
            return new ModelInMemory(json, null, List.of());
        }
    }

    @Test
    void theWholeMapsOfBothScoreRunsCount() {
        CostEstimate one = bench.queue.estimate(Workbench.spec(50, 1));
        PipelineSpec both = Workbench.spec(50, 1);
        CostEstimate more = bench.queue.estimate(new PipelineSpec(
                "more",
                both.modelId(),
                both.dataId(),
                50,
                both.fineTuning(),
                List.of("attn", "globenc", "alti", "attn_norm")));

        assertThat(more.maps().bytes()).isGreaterThan(one.maps().bytes());
    }
}
