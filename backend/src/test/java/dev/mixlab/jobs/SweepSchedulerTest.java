package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import dev.mixlab.run.sweep.NewSweep;
import dev.mixlab.run.sweep.Sweep;
import dev.mixlab.run.sweep.SweepEstimate;
import dev.mixlab.run.sweep.Sweeps.Created;
import dev.mixlab.store.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepSchedulerTest {

    /** Two rates and two seeds of the toy model. */
    private static List<PipelineSpec> specs() {
        PipelineSpec base = Workbench.spec(20, 1);
        List<PipelineSpec> specs = new ArrayList<>();
        for (double rate : new double[] {5e-3, 1e-3}) {
            for (long seed : new long[] {1, 2}) {
                specs.add(base.withFineTuning(
                                base.fineTuning().withLearningRate(rate).withSeed(seed))
                        .withName("rate %s, seed %s".formatted(rate, seed)));
            }
        }
        return specs;
    }

    private static NewSweep sweep() {
        return new NewSweep("rates", specs(), Priority.NORMAL);
    }

    private static long runs(Workbench bench) {
        long count = 0;
        for (RunState state : RunState.values()) {
            count += bench.stores.runs().list(state, new PageRequest(0, 1)).total();
        }
        return count;
    }

    @Test
    void allRunsOfASweepAreExecutedAndCancelledOnesAgain() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            Sweep sweep = bench.sweeps.launch(sweep());
            assertThat(sweep.runs()).containsEntry(RunState.QUEUED, 4);
            assertThatThrownBy(() -> bench.sweeps.retry(sweep.id()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("no run of sweep %s has failed or was cancelled", sweep.id());
            Run last = bench.storedSweeps.latestRuns(sweep.id()).get(3);
            bench.queue.cancel(last.id());
            assertThat(bench.sweeps.retry(sweep.id()).runs())
                    .containsEntry(RunState.QUEUED, 4)
                    .containsEntry(RunState.CANCELLED, 0);

            bench.queue.start();
            for (Run run : bench.storedSweeps.latestRuns(sweep.id())) {
                assertThat(bench.awaitEnd(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
            }
            assertThat(bench.storedSweeps.get(sweep.id()).runs()).containsEntry(RunState.SUCCEEDED, 4);
            assertThat(bench.storedSweeps.latestRuns(sweep.id()).get(3).id()).isNotEqualTo(last.id());
            assertThat(bench.storedSweeps.latestRuns(sweep.id()).get(3).spec()).isEqualTo(last.spec());
            assertThat(runs(bench)).isEqualTo(5);
        }
    }

    @Test
    void theCostOfASweepIsThatOfAllItsRuns() {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), 2)) {
            List<PipelineSpec> specs = specs();
            double one = bench.queue.estimate(specs.get(0)).seconds();
            long disk = bench.queue.estimate(specs.get(0)).disk().need();

            SweepEstimate cost = bench.sweeps.estimate(specs);

            assertThat(cost.runs()).isEqualTo(4);
            assertThat(cost.seconds()).isEqualTo(4 * one, within(1e-6 * one));
            assertThat(cost.elapsedSeconds()).isEqualTo(2 * one, within(1e-6 * one));
            assertThat(cost.disk().need()).isEqualTo(4 * disk);
            assertThat(cost.disk().shortage()).isNull();
            bench.machine.disk = 2 * disk + disk / 2;
            assertThat(bench.sweeps.estimate(specs).disk().shortage())
                    .startsWith("Only the first 2 of the 4 runs fit on the disk.");
        }
    }

    @Test
    void aSweepThatDoesNotFitAsAWholeIsRefusedAsAWhole() {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            long disk = bench.queue.estimate(specs().get(0)).disk().need();
            bench.machine.disk = 2 * disk + disk / 2;

            assertThatThrownBy(() -> bench.sweeps.launch(sweep()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageStartingWith(
                            "run 3 of 4 (toy, learning rate 0.001, batch size 32, 1 epoch, seed 1): The run needs");
            assertThat(runs(bench)).isZero();
            assertThat(bench.storedSweeps.list(new PageRequest(0, 10)).total()).isZero();
        }
    }

    @Test
    void anInvalidCombinationIsNamedAndNothingIsStored() {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            List<PipelineSpec> specs = new ArrayList<>(specs());
            PipelineSpec third = specs.get(2);
            specs.set(2, third.withEvaluations(List.of("beauty"), third.evaluating()));

            assertThatThrownBy(() -> bench.sweeps.launch(new NewSweep("rates", specs, Priority.NORMAL)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("run 3 of 4 (toy, learning rate 0.001")
                    .hasMessageContaining("beauty");
            assertThat(runs(bench)).isZero();
        }
    }

    @Test
    void aFailureInTheMiddleOfStoringStoresNothing() {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            List<PipelineSpec> specs = new ArrayList<>(specs());
            PipelineSpec last = specs.get(3);
            specs.set(
                    3,
                    new PipelineSpec(
                            last.name(), "m".repeat(101), last.dataId(), 20, last.fineTuning(), last.methods()));

            assertThatThrownBy(() -> bench.storedSweeps.create(new NewSweep("rates", specs, Priority.NORMAL)))
                    .isInstanceOf(RuntimeException.class);
            assertThat(runs(bench)).isZero();
            assertThat(bench.storedSweeps.list(new PageRequest(0, 10)).total()).isZero();
        }
    }

    /** The process is killed after the sweep is stored, and before its runs are in the queue. */
    @Test
    void aSweepThatIsStoredAndNotQueuedIsExecutedAtTheNextStartEachRunOnce() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh())) {
            Created created = bench.storedSweeps.create(sweep());

            bench.queue.start();
            for (Run run : created.runs()) {
                assertThat(bench.awaitEnd(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
            }
            assertThat(runs(bench)).isEqualTo(4);
        }
    }
}
