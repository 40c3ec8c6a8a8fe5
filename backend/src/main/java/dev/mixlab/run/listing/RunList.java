package dev.mixlab.run.listing;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.run.Run;

/** The port through which runs are searched. */
public interface RunList {

    /** Returns those runs that a filter lets through, in an order. */
    Page<Run> list(RunFilter filter, RunOrder order, PageRequest page);

    /** Returns what the stored runs can be filtered by. */
    RunChoices choices();
}
