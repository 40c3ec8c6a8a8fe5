package dev.mixlab.run.listing;

import dev.mixlab.run.id.RunId;

/** The port through which runs are deleted. */
public interface RunRemovals {

    /**
     * Returns what the deletion of a run would free, and what stands against it.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    RunStorage storage(RunId id);

    /**
     * Deletes a run with its checkpoint, scores, evaluations, curves and log.
     *
     * @return what was freed
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if the run is not finished, or something needs it
     */
    RunStorage delete(RunId id);
}
