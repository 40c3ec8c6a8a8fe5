package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.CostEstimate;
import dev.mixlab.run.CostEstimate.StageSeconds;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageName;
import dev.mixlab.store.Database;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a run before it is launched, and what is refused. */
class LaunchLimitsTest {

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(Database.inMemory());
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
