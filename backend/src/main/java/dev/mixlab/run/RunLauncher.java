package dev.mixlab.run;

import dev.mixlab.run.id.RunId;

/** Launches and cancels runs, and says beforehand what one would cost. */
public interface RunLauncher {

    /**
     * Stores a run and queues it.
     *
     * @throws dev.mixlab.common.MixlabException if the spec names what does not exist; nothing is stored then
     */
    Run launch(PipelineSpec spec);

    /**
     * Asks a run to stop at its next batch; one that still waits is stopped at once.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if it is finished already
     */
    Run cancel(RunId id);

    /** What a run would cost. */
    CostEstimate estimate(PipelineSpec spec);
}
