package dev.mixlab.jobs;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.Map;

/**
 * The train or the test examples of a data set as one model reads them.
 *
 * @param kept in the order of the data set
 * @param dropped how many were left out, by reason
 */
record EncodedSplit(List<EncodedPair> kept, Map<String, Integer> dropped) {

    EncodedSplit {
        kept = List.copyOf(kept);
        dropped = Map.copyOf(dropped);
    }

    List<EncodedExample> encoded() {
        return kept.stream().map(EncodedPair::encoded).toList();
    }

    /** Examples that were looked at. */
    int read() {
        return kept.size()
                + dropped.values().stream().mapToInt(Integer::intValue).sum();
    }

    void requireSome(String split, String modelId) {
        if (kept.isEmpty()) {
            throw new InvalidInputException(
                    "model %s can read none of the %d %s examples: %s".formatted(modelId, read(), split, dropped));
        }
    }
}
