package dev.mixlab.run.sweep;

import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import java.util.List;

/** Launches sweeps, and estimates their cost. */
public interface SweepLauncher {

    /**
     * Estimates the cost of a sweep.
     *
     * @throws dev.mixlab.common.MixlabException if a combination is invalid; it is named
     */
    SweepEstimate estimate(List<PipelineSpec> specs);

    /**
     * Stores a sweep with all its runs and queues them.
     *
     * @throws dev.mixlab.common.MixlabException if a combination is invalid or does not fit beside the others; it is named, and nothing is stored
     */
    Sweep launch(NewSweep sweep);

    /**
     * Launches those combinations again whose latest run has failed or was cancelled.
     *
     * @throws dev.mixlab.common.ConflictException if there are none
     */
    Sweep retry(SweepId id);

    /** Cancels all runs of a sweep that are not finished. */
    Sweep cancel(SweepId id);
}
