package dev.mixlab.evaluation.suite;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.probing.Probing;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongFunction;

/** How the labels are coded. */
public enum ProbingMode {
    /** Code lengths in bits. */
    STANDARD("probing", Probing::standard),
    /** The published script with its faults. */
    AS_PUBLISHED("probing_as_published", Probing::asPublished);

    private final String evaluation;
    private final LongFunction<Probing> probing;

    ProbingMode(String evaluation, LongFunction<Probing> probing) {
        this.evaluation = evaluation;
        this.probing = probing;
    }

    /** The name in addresses. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Id of the evaluation that makes it. */
    public String evaluation() {
        return evaluation;
    }

    Probing probing(long seed) {
        return probing.apply(seed);
    }

    /** The mode of that id. */
    public static ProbingMode of(String id) {
        return Arrays.stream(values())
                .filter(mode -> mode.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown mode of probing: " + id));
    }
}
