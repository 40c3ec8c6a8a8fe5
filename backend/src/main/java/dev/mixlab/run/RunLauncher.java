package dev.mixlab.run;

import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.PipelineSpec;

/** Launches and cancels runs, and estimates their cost. */
public interface RunLauncher {

    /**
     * Stores a run and queues it.
     *
     * @throws dev.mixlab.common.MixlabException if the spec names something that does not exist; nothing is stored then
     * @throws dev.mixlab.common.ConflictException if it needs more disk or memory than there is; nothing is stored then
     * @throws dev.mixlab.common.InvalidInputException if the run that it repeats has other settings; nothing is stored then
     */
    Run launch(NewRun run);

    /** Stores a run that repeats no other, and queues it. */
    default Run launch(PipelineSpec spec) {
        return launch(NewRun.of(spec));
    }

    /**
     * Requests that a run stops at its next batch; a queued run is cancelled at once.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if it is finished already
     */
    Run cancel(RunId id);

    /** Estimates the cost of a run. */
    CostEstimate estimate(PipelineSpec spec);

    /**
     * Returns the rows of the maps that are suggested for a run: only the target's where whole maps would take too much space.
     *
     * @param spec the run; its own rows do not matter
     */
    Rows suggestedRows(PipelineSpec spec);

    /**
     * Returns the number of sentences that are suggested to have deletion curves: fewer than usual where they would take too much time.
     *
     * @param spec the run; its own number of such sentences does not matter
     */
    int suggestedDeletions(PipelineSpec spec);
}
