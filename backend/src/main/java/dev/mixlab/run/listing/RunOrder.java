package dev.mixlab.run.listing;

/**
 * An order of runs. Runs without a value come last either way, and runs of one value in the order of their launch, the latest first.
 *
 * @param key what they are ordered by
 * @param ascending whether the smallest comes first
 */
public record RunOrder(Key key, boolean ascending) {

    /** What runs can be ordered by. */
    public enum Key {
        CREATED,
        NAME,
        STATE,
        MODEL,
        DATA,
        ACCURACY_BEFORE,
        ACCURACY_AFTER,
        ACCURACY_GAIN,
        CUE_SHARE,
        DURATION,
        SEED,
        LEARNING_RATE,
        FINISHED,
        /** The name of the owner, whatever the case of its letters. */
        OWNER
    }

    /** Returns the order of launch, the latest first. */
    public static RunOrder latestFirst() {
        return new RunOrder(Key.CREATED, false);
    }
}
