package dev.mixlab.run;

import org.jspecify.annotations.Nullable;

/**
 * How far a whole run is, over all its stages.
 *
 * @param stage the stage being worked on, or null before the first and after the last
 * @param done examples worked off; an example counts once per epoch and once per scoring
 * @param total examples to work off, 0 while that is not known
 * @param rate examples per second in the present stage, 0 while that is not known
 * @param secondsLeft seconds until the run ends, as far as one can tell
 * @param loss the latest training loss
 * @param accuracy the latest share of examples whose good word was preferred
 */
public record Progress(
        @Nullable StageName stage,
        long done,
        long total,
        double rate,
        @Nullable Double secondsLeft,
        @Nullable Double loss,
        @Nullable Double accuracy) {

    /** Nothing has been done yet. */
    public static Progress none() {
        return new Progress(null, 0, 0, 0, null, null, null);
    }
}
