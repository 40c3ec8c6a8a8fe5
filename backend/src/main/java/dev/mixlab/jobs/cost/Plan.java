package dev.mixlab.jobs.cost;

import dev.mixlab.run.StageName;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much there is to do in each stage that takes time, and how fast it is expected to go.
 *
 * @param examples per stage how many, counted once per epoch
 * @param rates per stage examples per second
 * @param basis how the rates were found, for people to read
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

    /** Seconds that so many examples of a stage are expected to take. */
    public double seconds(StageName stage, long count) {
        return rates.containsKey(stage) ? count / rates.get(stage) : 0;
    }

    /** Seconds of all stages. */
    public double seconds() {
        return examples.keySet().stream()
                .mapToDouble(stage -> seconds(stage, total(stage)))
                .sum();
    }

    /** Returns the plan with the rate that a stage was measured at. */
    public Plan withRate(StageName stage, double rate) {
        Map<StageName, Double> changed = new EnumMap<>(rates);
        changed.put(stage, rate);
        return new Plan(examples, changed, basis);
    }
}
