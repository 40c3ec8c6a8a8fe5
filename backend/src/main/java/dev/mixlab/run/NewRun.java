package dev.mixlab.run;

import dev.mixlab.run.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A run that is to be launched.
 *
 * @param spec its specification
 * @param repeats id of the run that it repeats with the same settings, or null for another run
 */
public record NewRun(PipelineSpec spec, @Nullable RunId repeats) {

    /** Returns a run that repeats no other. */
    public static NewRun of(PipelineSpec spec) {
        return new NewRun(spec, null);
    }
}
