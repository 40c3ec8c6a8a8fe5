package dev.mixlab.data.blimp;

import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.FileLine;
import dev.mixlab.data.Paradigm;
import dev.mixlab.text.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * A minimal pair as BLiMP publishes it.
 *
 * @param id paradigm and number of the pair, such as {@code ana-17}
 * @param paradigm paradigm of the pair
 * @param good the good sentence
 * @param bad the bad sentence
 * @param place where it was read; null if it comes from no file
 */
public record MinimalPair(
        String id,
        Paradigm paradigm,
        String good,
        String bad,
        @Nullable FileLine place) {

    /** Creates a pair that comes from no file. */
    public MinimalPair(String id, Paradigm paradigm, String good, String bad) {
        this(id, paradigm, good, bad, null);
    }

    DroppedPair dropped(DropReason reason) {
        return new DroppedPair(id, paradigm.id(), place, reason);
    }
}
