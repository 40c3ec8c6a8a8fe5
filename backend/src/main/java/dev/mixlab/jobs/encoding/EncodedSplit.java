package dev.mixlab.jobs.encoding;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.Map;

/**
 * The train or the test examples of a data set as one model reads them.
 *
 * @param pairs in the order of the data set
 * @param dropped how many were left out, by reason
 */
public record EncodedSplit(List<EncodedPair> pairs, Map<String, Integer> dropped) {

    public EncodedSplit {
        pairs = List.copyOf(pairs);
        dropped = Map.copyOf(dropped);
    }

    public List<EncodedExample> encoded() {
        return pairs.stream().map(EncodedPair::encoded).toList();
    }

    /** Examples that were looked at. */
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
