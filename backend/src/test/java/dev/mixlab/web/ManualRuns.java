package dev.mixlab.web;

import dev.mixlab.common.ConflictException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.Progress;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunLauncher;
import dev.mixlab.run.RunState;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.estimate.CostEstimate.DeletionCurves;
import dev.mixlab.run.estimate.CostEstimate.Resource;
import dev.mixlab.run.estimate.CostEstimate.StageSeconds;
import dev.mixlab.run.estimate.CostEstimate.WholeMaps;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.StageName;
import java.util.List;

/** Launches runs that nothing executes: the test itself moves them and writes their curves and logs. */
public final class ManualRuns implements RunLauncher {

    private final TestStore store;

    ManualRuns(TestStore store) {
        this.store = store;
    }

    /** {@inheritDoc} A run called "broken" fails as a defect would; models that exist begin with "tiny-". */
    @Override
    public Run launch(NewRun run) {
        PipelineSpec spec = run.spec();
        if (spec.name().equals("broken")) {
            throw new IllegalStateException("secret of the server");
        }
        if (!spec.modelId().startsWith("tiny-")) {
            throw new NotFoundException("there is no model '%s'".formatted(spec.modelId()));
        }
        if (!spec.methods().stream()
                .allMatch(method -> method.equals(PipelineSpec.BASELINE) || TenSentences.METHODS.contains(method))) {
            throw new InvalidInputException("unknown method among " + spec.methods());
        }
        return published(store.journal.create(run));
    }

    @Override
    public Run cancel(RunId id) {
        if (store.runs.get(id).state().isFinal()) {
            throw new ConflictException("run %s is finished already".formatted(id));
        }
        return published(store.journal.move(id, RunState.CANCELLED, null));
    }

    @Override
    public CostEstimate estimate(PipelineSpec spec) {
        int examples = spec.examples() == null ? 2000 : spec.examples();
        return new CostEstimate(
                spec.fineTuning().totalSteps(examples),
                examples,
                examples,
                12.5,
                List.of(new StageSeconds(StageName.SCORE_BEFORE, 5), new StageSeconds(StageName.FINE_TUNE, 7.5)),
                1 << 20,
                new Resource(3 << 20, 2 << 20, "The run needs 3 MB of disk."),
                new Resource(1L << 30, 4L << 30, null),
                new WholeMaps(2_500_000_000L, 2_000_000_000L, Rows.TARGET),
                new DeletionCurves(512, 20_000, 3600, 64),
                "measured on this machine",
                List.of());
    }

    /** {@inheritDoc} Whole maps of more than 1,000 examples would take too much space. */
    @Override
    public Rows suggestedRows(PipelineSpec spec) {
        return spec.examples() != null && spec.examples() > 1000 ? Rows.TARGET : Rows.ALL;
    }

    /** {@inheritDoc} More than 1,000 examples would take too much time. */
    @Override
    public int suggestedDeletions(PipelineSpec spec) {
        return spec.examples() != null && spec.examples() > 1000 ? 64 : 512;
    }

    /** Moves a run; one that fails says that the disk is full. */
    public void move(RunId id, RunState state, Progress progress) {
        store.journal.progress(id, progress);
        published(store.journal.move(id, state, state == RunState.FAILED ? "the disk is full" : null));
    }

    private Run published(Run run) {
        store.events.publish(new RunEvent.Changed(run));
        return run;
    }

    /** Writes a step of a curve; the third has no loss that is a number. */
    public void step(RunId run, int step) {
        StepPoint point = new StepPoint(step, 1, step == 3 ? Double.NaN : 1.0 / step, 3e-5);
        store.journal.step(run, point);
        store.events.publish(new RunEvent.Step(run, point));
    }

    public void epoch(RunId run, int epoch) {
        EpochPoint point = new EpochPoint(epoch, 0.5, 0.8, 0.4, 0.9, 1.5);
        store.journal.epoch(run, point);
        store.events.publish(new RunEvent.Epoch(run, point));
    }

    public void line(RunId run, String text) {
        store.events.publish(new RunEvent.Log(run, store.journal.log(run, text)));
    }
}
