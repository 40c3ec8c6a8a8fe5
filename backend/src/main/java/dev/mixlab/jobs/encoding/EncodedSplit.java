package dev.mixlab.jobs.encoding;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.DroppedPair;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The train or the test split of a data set that is encoded for a model.
 *
 * @param pairs readable examples, in the order of the data set
 * @param dropped examples that were left out
 */
public record EncodedSplit(List<EncodedPair> pairs, List<DroppedPair> dropped) {

    public EncodedSplit {
        pairs = List.copyOf(pairs);
        dropped = List.copyOf(dropped);
    }

    public List<EncodedExample> encoded() {
        return pairs.stream().map(EncodedPair::encoded).toList();
    }

    /** Returns the number of examples that were read, including dropped ones. */
    public int read() {
        return pairs.size() + dropped.size();
    }

    /** Returns the numbers of examples that were left out, by the id of the reason. */
    Map<String, Integer> droppedByReason() {
        Map<String, Integer> counts = new TreeMap<>();
        dropped.forEach(pair -> counts.merge(pair.reason().id(), 1, Integer::sum));
        return counts;
    }

    /** Throws an exception unless the split has examples. */
    void requireSome(String split, String modelId) {
        if (pairs.isEmpty()) {
            throw new InvalidInputException("model %s can read none of the %s %s examples: %s"
                    .formatted(modelId, read(), split, droppedByReason()));
        }
    }
}
