package dev.mixlab.run;

import dev.mixlab.run.id.RunId;
import org.jspecify.annotations.Nullable;

/** The stored runs, to write: what the queue notes down while it works. */
public interface RunJournal {

    /** Stores a new run with all its stages waiting. */
    Run create(PipelineSpec spec);

    /**
     * Moves a run to another state.
     *
     * @param error why, if it failed
     * @throws dev.mixlab.common.ConflictException if its present state does not allow that
     */
    Run move(RunId id, RunState next, @Nullable String error);

    /** Replaces what is known of one stage. */
    void stage(RunId id, StageState stage);

    void progress(RunId id, Progress progress);

    void results(RunId id, Run.Results results);

    void provenance(RunId id, Provenance provenance);

    /** Notes a step; one that is noted again replaces the first. */
    void step(RunId id, StepPoint point);

    /** Notes an epoch; one that is noted again replaces the first. */
    void epoch(RunId id, EpochPoint point);

    /** Forgets the steps and epochs after an epoch, which will be done again. */
    void forgetAfter(RunId id, int epoch);

    LogLine log(RunId id, String text);
}
