package dev.mixlab.run.listing;

import dev.mixlab.run.id.RunId;
import java.util.List;

/** The port through which runs are deleted. */
public interface RunRemovals {

    /**
     * Returns what the deletion of a run would free, and what stands against it.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    RunStorage storage(RunId id);

    /**
     * Returns what the deletion of a run would free.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if it cannot be deleted
     */
    RunStorage preview(RunId id);

    /**
     * Deletes a run with its checkpoint, scores, evaluations, curves and log.
     *
     * @return what was freed
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if the run is not finished, or something needs it
     */
    RunStorage delete(RunId id);

    /** Deletes runs, each by itself: one that cannot be deleted stays, and the others go. */
    BatchOutcome deleteEach(List<RunId> ids);
}
