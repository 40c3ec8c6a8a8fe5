package dev.mixlab.data.pairs;

import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.FileLine;
import dev.mixlab.text.DropReason;

/**
 * A row that is not used.
 *
 * @param id the id of its pair, or its place if it has none
 * @param paradigm its paradigm
 * @param place its file and line
 * @param reason the kind of fault
 * @param detail what is wrong with this very row, as a clause
 */
public record RefusedRow(String id, String paradigm, FileLine place, DropReason reason, String detail) {

    DroppedPair dropped() {
        return new DroppedPair(id, paradigm, place, reason);
    }
}
