package dev.mixlab.run.sweep;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import dev.mixlab.run.RunState;
import dev.mixlab.run.id.SweepId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * A stored sweep.
 *
 * @param id its id
 * @param name its name
 * @param createdAt time of its launch
 * @param runs number of its combinations whose latest run is in each state
 */
public record Sweep(SweepId id, String name, Instant createdAt, Map<RunState, Integer> runs) {

    /** Most runs of a sweep. */
    public static final int MOST_RUNS = 200;

    private static final int LONGEST_NAME = 120;

    public Sweep {
        Map<RunState, Integer> all = new EnumMap<>(RunState.class);
        for (RunState state : RunState.values()) {
            all.put(state, runs.getOrDefault(state, 0));
        }
        runs = Map.copyOf(all);
    }

    /**
     * Returns a name as it is stored.
     *
     * @throws InvalidInputException if it is empty, too long, or has characters that no text has
     */
    public static String requireName(String name) {
        String stripped = PlainText.require("the name of a sweep", name.strip());
        if (stripped.isEmpty() || PlainText.length(stripped) > LONGEST_NAME) {
            throw new InvalidInputException("the name of a sweep has 1 to %s characters, not %s"
                    .formatted(LONGEST_NAME, PlainText.length(stripped)));
        }
        return stripped;
    }
}
