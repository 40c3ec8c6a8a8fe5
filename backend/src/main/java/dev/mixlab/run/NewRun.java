package dev.mixlab.run;

import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.SweepId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A run that is to be launched.
 *
 * @param spec its specification
 * @param repeats id of the run that it repeats with the same settings, or null for another run
 * @param priority how soon it is executed
 * @param combination what it is in a sweep, or null for a run that belongs to none
 * @param owner the account that launches it; null where nobody is signed in
 */
public record NewRun(
        PipelineSpec spec,
        @Nullable RunId repeats,
        Priority priority,
        @Nullable Combination combination,
        @Nullable AccountId owner) {

    /**
     * A combination of settings in a sweep.
     *
     * @param sweep the sweep
     * @param number number of the combination in it, from 0
     * @param attempt number of the attempt to execute it, from 1
     */
    public record Combination(SweepId sweep, int number, int attempt) {}

    /** Creates a run of normal priority that belongs to no sweep and to nobody. */
    public NewRun(PipelineSpec spec, @Nullable RunId repeats) {
        this(spec, repeats, Priority.NORMAL, null, null);
    }

    /** Returns a run that repeats no other. */
    public static NewRun of(PipelineSpec spec) {
        return new NewRun(spec, null);
    }
}
