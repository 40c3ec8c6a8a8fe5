package dev.mixlab.data;

import dev.mixlab.text.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * A minimal pair that is not used.
 *
 * @param id the pair's id
 * @param paradigm name of the paradigm it belongs to
 * @param place where it was read; null if it comes from no file
 * @param reason why it is not used
 */
public record DroppedPair(
        String id, String paradigm, @Nullable FileLine place, DropReason reason) {

    /** Version 0.1.0 stored the name of a constant. */
    public DroppedPair {
        paradigm = Paradigm.find(paradigm).map(Paradigm::id).orElse(paradigm);
    }

    /** Returns the file and line of the pair, or its id if it comes from no file. */
    public String where() {
        return place == null ? id : place.toString();
    }
}
