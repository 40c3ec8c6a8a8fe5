package dev.mixlab.web;

import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.sweep.NewSweep;
import dev.mixlab.run.sweep.Sweep;
import dev.mixlab.run.sweep.SweepEstimate;
import dev.mixlab.run.sweep.SweepLauncher;
import java.util.List;

/** Launches sweeps whose runs nothing executes. */
public final class ManualSweeps implements SweepLauncher {

    private final TestStore store;
    private final ManualRuns runs;

    ManualSweeps(TestStore store, ManualRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    @Override
    public SweepEstimate estimate(List<PipelineSpec> specs) {
        CostEstimate one = runs.estimate(specs.get(0));
        int count = specs.size();
        return new SweepEstimate(
                count,
                count * one.seconds(),
                count * one.seconds(),
                count * one.bytes(),
                one.disk(),
                one.memory(),
                one.basis(),
                one.warnings());
    }

    @Override
    public Sweep launch(NewSweep sweep) {
        return store.sweeps.create(sweep).sweep();
    }

    @Override
    public Sweep retry(SweepId id) {
        store.sweeps.retry(id, store.sweeps.latestRuns(id).stream().map(Run::id).toList());
        return store.sweeps.get(id);
    }

    @Override
    public Sweep cancel(SweepId id) {
        for (Run run : store.sweeps.latestRuns(id)) {
            if (run.state() == RunState.QUEUED) {
                runs.cancel(run.id());
            }
        }
        return store.sweeps.get(id);
    }
}
