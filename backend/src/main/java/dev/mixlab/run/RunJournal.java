package dev.mixlab.run;

import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.EpochPoint;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.StepPoint;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port through which the state, progress, metrics and log of runs are stored. */
public interface RunJournal {

    /** Stores a new run, all of whose stages are waiting. */
    Run create(NewRun run);

    /** Stores a new run that repeats no other. */
    default Run create(PipelineSpec spec) {
        return create(NewRun.of(spec));
    }

    /**
     * Changes the state of a run.
     *
     * @param error message that says why the run failed, or null
     * @throws dev.mixlab.common.ConflictException if its current state does not allow the change
     */
    Run move(RunId id, RunState next, @Nullable String error);

    /**
     * Has a queued run executed, unless so many other runs of its owner are at work, in any process, that it has to wait. Of several that
     * ask at the same moment, no more begin than may.
     *
     * @param most most runs of one owner at work; null for any number
     * @return the run, which is running; nothing if it has to wait
     * @throws dev.mixlab.common.ConflictException if it is not queued
     */
    Optional<Run> begin(RunId id, @Nullable Integer most);

    /** Replaces the state of one stage. */
    void stage(RunId id, StageState stage);

    void progress(RunId id, Progress progress);

    void results(RunId id, Run.Results results);

    void provenance(RunId id, Provenance provenance);

    /** Stores the metrics of a step, which replace those stored before. */
    void step(RunId id, StepPoint point);

    /** Stores the metrics of an epoch, which replace those stored before. */
    void epoch(RunId id, EpochPoint point);

    /** Stores a point of the curve of the fitting of a head, which replaces the one of its step. */
    void headPoint(RunId id, HeadPoint point);

    /** Deletes the metrics of the steps and epochs after an epoch, which will be repeated. */
    void forgetAfter(RunId id, int epoch);

    LogLine log(RunId id, String text);
}
