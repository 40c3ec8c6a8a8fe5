package dev.mixlab.jobs;

import dev.mixlab.common.ConflictException;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.sweep.NewSweep;
import dev.mixlab.run.sweep.Sweep;
import dev.mixlab.run.sweep.SweepEstimate;
import dev.mixlab.run.sweep.SweepLauncher;
import dev.mixlab.run.sweep.Sweeps;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the runs of sweeps into the queue of runs. */
final class SweepScheduler implements SweepLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(SweepScheduler.class);

    private final Sweeps sweeps;
    private final Admission admission;
    private final RunLauncher queue;
    private final Consumer<Run> stored;

    /**
     * A scheduler of sweeps.
     *
     * @param stored takes the runs that were stored, to be executed
     */
    SweepScheduler(Sweeps sweeps, Admission admission, RunLauncher queue, Consumer<Run> stored) {
        this.sweeps = sweeps;
        this.admission = admission;
        this.queue = queue;
        this.stored = stored;
    }

    @Override
    public SweepEstimate estimate(List<PipelineSpec> specs) {
        return admission.estimate(specs);
    }

    @Override
    public Sweep launch(NewSweep sweep) {
        List<PipelineSpec> specs = sweep.specs();
        admission.check(specs);
        Sweeps.Created created = admission.admit(specs, () -> sweeps.create(sweep));
        created.runs().forEach(stored);
        return created.sweep();
    }

    @Override
    public synchronized Sweep retry(SweepId id) {
        List<Run> ended = sweeps.latestRuns(id).stream()
                .filter(run -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED)
                .toList();
        if (ended.isEmpty()) {
            throw new ConflictException("no run of sweep %s has failed or was cancelled".formatted(id));
        }
        List<PipelineSpec> specs = ended.stream().map(Run::spec).toList();
        List<Run> again = admission.admit(
                specs, () -> sweeps.retry(id, ended.stream().map(Run::id).toList()));
        again.forEach(stored);
        return sweeps.get(id);
    }

    @Override
    public Sweep cancel(SweepId id) {
        for (Run run : sweeps.latestRuns(id)) {
            if (!run.state().isFinal()) {
                cancel(run);
            }
        }
        return sweeps.get(id);
    }

    private void cancel(Run run) {
        try {
            queue.cancel(run.id());
        } catch (ConflictException endedMeanwhile) {
            LOG.info("run {} of a cancelled sweep: {}", run.id(), endedMeanwhile.getMessage());
        }
    }
}
