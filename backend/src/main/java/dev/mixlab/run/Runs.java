package dev.mixlab.run;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.id.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored runs, to read. */
public interface Runs {

    /**
     * The run of that name.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    Run get(RunId id);

    /** Runs, the latest first; of one state where one is given. */
    Page<Run> list(@Nullable RunState state, PageRequest page);

    /** The curves of a run; of the steps only those after {@code sinceStep} (0 for all). */
    Metrics metrics(RunId id, int sinceStep);

    /** The log of a run, in order, from after the line of that number (0 for all). */
    List<LogLine> log(RunId id, long sinceNumber);
}
