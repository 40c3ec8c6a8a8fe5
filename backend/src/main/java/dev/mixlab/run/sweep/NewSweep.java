package dev.mixlab.run.sweep;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.run.id.AccountId;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.Priority;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that is to be launched.
 *
 * @param name its name
 * @param specs the specification of each combination of settings, no two with the same settings
 * @param priority how soon its runs are executed
 * @param owner the account that launches it, which owns its runs too; null where nobody is signed in
 */
public record NewSweep(
        String name,
        List<PipelineSpec> specs,
        Priority priority,
        @Nullable AccountId owner) {

    public NewSweep {
        name = Sweep.requireName(name);
        specs = List.copyOf(specs);
        requireCount(specs.size());
        Set<PipelineSpec> settings = new HashSet<>();
        for (PipelineSpec spec : specs) {
            if (!settings.add(spec.withName("any"))) {
                throw new InvalidInputException(
                        "the sweep has the same settings twice: %s".formatted(CombinationName.of(spec)));
            }
        }
    }

    /** Creates a sweep that belongs to nobody. */
    public NewSweep(String name, List<PipelineSpec> specs, Priority priority) {
        this(name, specs, priority, null);
    }

    /**
     * Checks the number of runs.
     *
     * @throws InvalidInputException if there are none or too many
     */
    public static void requireCount(long runs) {
        if (runs < 1 || runs > Sweep.MOST_RUNS) {
            throw new InvalidInputException(
                    "a sweep has 1 to %s runs, not %s; take fewer models, rates, sizes, epochs or seeds"
                            .formatted(Sweep.MOST_RUNS, runs));
        }
    }
}
