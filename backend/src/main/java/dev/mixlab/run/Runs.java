package dev.mixlab.run;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.metrics.Metrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port through which stored runs are read. */
public interface Runs {

    /**
     * Returns the run with an id.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Run get(RunId id);

    /** Returns those of some runs that are there, in the order of the ids. */
    List<Run> some(List<RunId> ids);

    /** Returns the runs that a filter lets through, the latest first. */
    Page<Run> find(Filter filter, PageRequest page);

    /** Returns runs, the latest first, optionally those in one state only. */
    default Page<Run> list(@Nullable RunState state, PageRequest page) {
        return find(new Filter(state, null), page);
    }

    /**
     * A choice among the runs.
     *
     * @param state their state, or null for any
     * @param repeats id of the run that they repeat, or null for any runs
     */
    record Filter(@Nullable RunState state, @Nullable RunId repeats) {}

    /** Returns the metrics of a run, with the steps after {@code sinceStep} only (0 for all). */
    Metrics metrics(RunId id, int sinceStep);

    /** Returns the log of a run in order, with the lines after a number only (0 for all). */
    List<LogLine> log(RunId id, long sinceNumber);
}
