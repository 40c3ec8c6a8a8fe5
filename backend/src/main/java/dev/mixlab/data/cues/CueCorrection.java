package dev.mixlab.data.cues;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Corrections of cue words. Rules come first, in their order; single corrections overrule them.
 *
 * @param rules rules for paradigms
 * @param single indices of the cue words of single examples, by id
 */
public record CueCorrection(List<CueRule> rules, Map<String, List<Integer>> single) {

    public CueCorrection {
        rules = List.copyOf(rules);
        single = Map.copyOf(single);
    }

    /**
     * A corrected data set.
     *
     * @param data the new version
     * @param unmatched number of examples that a rule concerns but finds no cue in; they keep the cues that they have
     */
    public record Corrected(AgreementData data, int unmatched) {}

    /**
     * Applies the corrections.
     *
     * @param id id of the new version
     * @param name its name
     * @throws InvalidInputException if a correction names an example or a word that is not there, or the target
     */
    public Corrected of(AgreementData data, String id, String name) {
        Set<String> known = new HashSet<>();
        data.examples().forEach(example -> known.add(example.id()));
        single.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidInputException("data set '%s' has no example '%s'".formatted(data.id(), unknown));
                });
        Set<String> unmatched = new HashSet<>();
        List<AgreementExample> train = corrected(data.train(), unmatched);
        List<AgreementExample> test = corrected(data.test(), unmatched);
        DataCounts counts = DataCounts.of(train, test, data.counts().dropped());
        return new Corrected(AgreementData.of(id, name, train, test, counts), unmatched.size());
    }

    private List<AgreementExample> corrected(List<AgreementExample> examples, Set<String> unmatched) {
        Map<String, List<Integer>> cues = new HashMap<>();
        for (AgreementExample example : examples) {
            for (CueRule rule : rules) {
                if (rule.concerns(example)) {
                    Optional<List<Integer>> found = rule.of(example);
                    found.ifPresentOrElse(words -> cues.put(example.id(), words), () -> unmatched.add(example.id()));
                }
            }
        }
        cues.putAll(single);
        single.keySet().forEach(unmatched::remove);
        return examples.stream()
                .map(example -> cues.containsKey(example.id())
                        ? with(example, cues.getOrDefault(example.id(), List.of()))
                        : example)
                .toList();
    }

    private static AgreementExample with(AgreementExample example, List<Integer> cues) {
        return new AgreementExample(
                example.id(),
                example.paradigm(),
                example.label(),
                example.sentence(),
                example.target(),
                List.copyOf(new TreeSet<>(cues)),
                example.bad(),
                example.place());
    }
}
