package dev.mixlab.run;

import dev.mixlab.run.spec.StageName;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run over all its stages.
 *
 * @param stage current stage, or null before the first and after the last
 * @param done number of examples done; an example counts once per epoch and once per scoring
 * @param total total number of examples, or 0 while it is unknown
 * @param rate examples per second in the current stage, or 0 while it is unknown
 * @param secondsLeft estimated seconds until the run ends
 * @param loss latest training loss
 * @param accuracy latest share of correct examples
 */
public record Progress(
        @Nullable StageName stage,
        long done,
        long total,
        double rate,
        @Nullable Double secondsLeft,
        @Nullable Double loss,
        @Nullable Double accuracy) {

    /** Returns the progress of a run that has not begun. */
    public static Progress none() {
        return new Progress(null, 0, 0, 0, null, null, null);
    }
}
