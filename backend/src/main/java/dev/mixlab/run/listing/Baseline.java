package dev.mixlab.run.listing;

import dev.mixlab.run.id.RunId;
import org.jspecify.annotations.Nullable;

/** The port through which one run is made the baseline, which the others are held against. */
public interface Baseline {

    /** Returns the baseline; null while there is none. */
    @Nullable RunId get();

    /**
     * Makes a run the baseline in place of the one before.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     * @throws dev.mixlab.common.ConflictException if the run has not succeeded
     */
    void set(RunId run);

    /** Leaves the runs without a baseline. */
    void clear();
}
