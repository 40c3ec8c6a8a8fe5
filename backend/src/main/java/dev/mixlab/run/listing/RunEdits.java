package dev.mixlab.run.listing;

import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import java.util.List;
import java.util.Map;

/** The port through which people keep runs in order. */
public interface RunEdits {

    /**
     * Changes what people note of runs, of all or of none.
     *
     * @return the runs as they are now, in the order of the ids
     * @throws dev.mixlab.common.NotFoundException if one is not there
     * @throws dev.mixlab.common.ConflictException if an unfinished run is to be archived, or a run would have too many tags
     */
    List<Run> change(List<RunId> ids, RunChange change);

    /**
     * Changes what people note of runs, of each by itself.
     *
     * @return the runs that were changed, and why others were not
     */
    Changes changeEach(List<RunId> ids, RunChange change);

    /**
     * What became of a change of several runs.
     *
     * @param changed the runs that were changed, as they are now
     * @param refused by run that stays as it was, the reason
     */
    record Changes(List<Run> changed, Map<RunId, String> refused) {}

    /**
     * Returns the notes on a run, in Markdown; empty if there are none.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    String notes(RunId id);
}
