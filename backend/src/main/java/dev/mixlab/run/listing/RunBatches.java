package dev.mixlab.run.listing;

import dev.mixlab.run.id.RunId;
import java.util.List;

/** Changes many runs at once. A run that cannot be changed is refused by itself and does not keep the others from it. */
public interface RunBatches {

    /** The largest number of runs that are changed at once. */
    int MOST = 5000;

    /** Changes what people note of runs. */
    BatchOutcome change(List<RunId> ids, RunChange change);

    /** Cancels runs at their next batch. */
    BatchOutcome cancel(List<RunId> ids);

    /**
     * Deletes runs with what only they need.
     *
     * @param preview whether the runs stay, and the outcome is what their deletion would come to
     */
    BatchOutcome delete(List<RunId> ids, boolean preview);
}
