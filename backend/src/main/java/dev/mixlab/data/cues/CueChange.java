package dev.mixlab.data.cues;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An example whose cue words differ between two versions of a data set.
 *
 * @param example the example in the new version
 * @param before indices of its cue words in the old version, ascending
 */
public record CueChange(AgreementExample example, List<Integer> before) {

    public CueChange {
        before = List.copyOf(before);
    }

    /** Returns the examples of a version whose cue words are others than in the version before, in the order of the splits. */
    public static List<CueChange> between(AgreementData before, AgreementData after) {
        Map<String, AgreementExample> old = new HashMap<>();
        before.examples().forEach(example -> old.put(example.id(), example));
        List<CueChange> changes = new ArrayList<>();
        for (List<AgreementExample> half : List.of(after.train(), after.test())) {
            for (AgreementExample example : half) {
                AgreementExample was = old.get(example.id());
                if (was != null && !was.cues().equals(example.cues())) {
                    changes.add(new CueChange(example, was.cues()));
                }
            }
        }
        return changes;
    }
}
