package dev.mixlab.jobs.cost;

import dev.mixlab.run.spec.StageName;
import java.util.EnumMap;
import java.util.Map;

/**
 * The numbers of examples and the expected rates of the stages of a run.
 *
 * @param examples number of examples per stage, counted once per epoch
 * @param rates expected examples per second, per stage
 * @param basis sentence that says how the rates were estimated
 */
public record Plan(Map<StageName, Long> examples, Map<StageName, Double> rates, String basis) {

    public Plan {
        examples = new EnumMap<>(examples);
        rates = new EnumMap<>(rates);
    }

    public long total() {
        return examples.values().stream().mapToLong(Long::longValue).sum();
    }

    public long total(StageName stage) {
        return examples.getOrDefault(stage, 0L);
    }

    /** Returns the expected seconds of a number of examples of a stage. */
    public double seconds(StageName stage, long count) {
        return rates.containsKey(stage) ? count / rates.get(stage) : 0;
    }

    /** Returns the expected seconds of all stages. */
    public double seconds() {
        return examples.keySet().stream()
                .mapToDouble(stage -> seconds(stage, total(stage)))
                .sum();
    }

    /** Returns the plan with the measured rate of a stage. */
    public Plan withRate(StageName stage, double rate) {
        Map<StageName, Double> changed = new EnumMap<>(rates);
        changed.put(stage, rate);
        return new Plan(examples, changed, basis);
    }
}
