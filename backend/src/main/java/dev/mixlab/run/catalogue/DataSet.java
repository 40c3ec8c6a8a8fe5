package dev.mixlab.run.catalogue;

import dev.mixlab.data.DataNeed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A registered data set of minimal pairs.
 *
 * @param id id of the data set
 * @param name display name
 * @param train number of train examples
 * @param test number of test examples
 * @param paradigms numbers of examples of both splits by the name of their paradigm
 * @param labels numbers of examples of both splits by label; null if an earlier version stored the set, when all were singular or plural
 * @param cued number of examples with cue words; null if an earlier version stored the set, when all had some
 * @param origin where it comes from, in words; null if an earlier version stored the set
 * @param parent id of the data set that it is a new version of; null if it is none
 * @param sha256 SHA-256 of both splits
 * @param createdAt time at which it was registered
 */
public record DataSet(
        String id,
        String name,
        int train,
        int test,
        Map<String, Integer> paradigms,
        @Nullable Map<String, Integer> labels,
        @Nullable Integer cued,
        @Nullable String origin,
        @Nullable String parent,
        String sha256,
        Instant createdAt) {

    private static final int CLASSES = 2;

    public DataSet {
        paradigms = new TreeMap<>(paradigms);
        labels = labels == null ? null : new TreeMap<>(labels);
    }

    /** Returns the number of examples in both splits. */
    public int pairs() {
        return train + test;
    }

    /** Returns a clause that says how the data set fails a need, such as {@code none of its pairs has a label}; nothing if it has it. */
    public Optional<String> lacks(DataNeed need) {
        return switch (need) {
            case LABELS -> labels == null ? Optional.empty() : lacksLabels(labels);
            case CUES -> cued != null && cued == 0 ? Optional.of("none of its pairs has cue words") : Optional.empty();
        };
    }

    private Optional<String> lacksLabels(Map<String, Integer> counts) {
        int labelled = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (labelled == 0) {
            return Optional.of("none of its pairs has a label");
        }
        if (labelled < pairs()) {
            return Optional.of("%s of its %s pairs have no label".formatted(pairs() - labelled, pairs()));
        }
        if (counts.size() != CLASSES) {
            return Optional.of("its labels are of %s, where probing tells two classes apart"
                    .formatted(counts.size() == 1 ? "one class" : counts.size() + " classes"));
        }
        return Optional.empty();
    }
}
