package dev.mixlab.run.sweep;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import java.util.List;

/** The port to the stored sweeps. */
public interface Sweeps {

    /** Stores a sweep and all its runs, or nothing. */
    Created create(NewSweep sweep);

    /**
     * Stores a run with the same settings and the same owner for each of some runs, or nothing. A run that has been launched again already is
     * left out.
     *
     * @param runs runs of the sweep
     * @throws dev.mixlab.common.NotFoundException if there is no such sweep
     */
    List<Run> retry(SweepId id, List<RunId> runs);

    /**
     * Returns a sweep.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Sweep get(SweepId id);

    /** Lists the sweeps, the latest first. */
    Page<Sweep> list(PageRequest page);

    /**
     * Returns the latest run of each combination of a sweep, in the order of the combinations.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such sweep
     */
    List<Run> latestRuns(SweepId id);

    /**
     * Changes the name of a sweep, but not those of its runs.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such sweep
     */
    Sweep rename(SweepId id, String name);

    /**
     * Deletes a sweep. Its runs stay, and belong to none.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such sweep
     */
    void delete(SweepId id);

    /** A sweep that was just stored, and its runs in the order of their specifications. */
    record Created(Sweep sweep, List<Run> runs) {}
}
