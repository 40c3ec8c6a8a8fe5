package dev.mixlab.data;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The cue words of one example for every {@link CueUnit}, and its attractor.
 *
 * @param byUnit indices of the cue words in the sentence, ascending; empty if no word shows the number
 * @param attractor indices of the words of the noun that stands between head and target and has the other number; empty if there is none
 */
public record CueWords(Map<CueUnit, List<Integer>> byUnit, List<Integer> attractor) {

    public CueWords {
        Map<CueUnit, List<Integer>> ordered = new EnumMap<>(CueUnit.class);
        byUnit.forEach((unit, words) -> ordered.put(unit, List.copyOf(words)));
        byUnit = ordered;
        attractor = List.copyOf(attractor);
    }

    /** Returns the cue words of a unit. */
    public List<Integer> of(CueUnit unit) {
        return byUnit.getOrDefault(unit, List.of());
    }
}
