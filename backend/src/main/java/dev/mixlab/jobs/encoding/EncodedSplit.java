package dev.mixlab.jobs.encoding;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.Map;

/**
 * The train or the test split of a data set that is encoded for a model.
 *
 * @param pairs readable examples, in the order of the data set
 * @param dropped numbers of examples that were left out, by reason
 */
public record EncodedSplit(List<EncodedPair> pairs, Map<String, Integer> dropped) {

    public EncodedSplit {
        pairs = List.copyOf(pairs);
        dropped = Map.copyOf(dropped);
    }

    public List<EncodedExample> encoded() {
        return pairs.stream().map(EncodedPair::encoded).toList();
    }

    /** Returns the number of examples that were read, including dropped ones. */
    public int read() {
        return pairs.size()
                + dropped.values().stream().mapToInt(Integer::intValue).sum();
    }

    void requireSome(String split, String modelId) {
        if (pairs.isEmpty()) {
            throw new InvalidInputException(
                    "model %s can read none of the %s %s examples: %s".formatted(modelId, read(), split, dropped));
        }
    }
}
