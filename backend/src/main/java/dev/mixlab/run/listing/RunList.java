package dev.mixlab.run.listing;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import java.util.List;

/** The port through which runs are searched. */
public interface RunList {

    /** Returns those runs that a filter lets through, in an order. */
    Page<Run> list(RunFilter filter, RunOrder order, PageRequest page);

    /** Returns the ids of all runs that a filter lets through, the latest first. */
    List<RunId> ids(RunFilter filter);

    /** Returns the runs that a filter lets through in groups. */
    RunGroups groups(RunFilter filter, RunGroups.Grouping grouping, PageRequest page);

    /** Returns what the stored runs can be filtered by. */
    RunChoices choices();
}
