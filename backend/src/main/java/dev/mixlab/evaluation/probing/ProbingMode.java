package dev.mixlab.evaluation.probing;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.EvaluatingSettings;
import java.util.Arrays;
import java.util.Locale;

/** The procedure by which labels are coded. */
public enum ProbingMode {
    /** The correct procedure, with code lengths in bits. */
    STANDARD("probing"),
    /** The published script with its faults. */
    AS_PUBLISHED("probing_as_published");

    private final String evaluation;

    ProbingMode(String evaluation) {
        this.evaluation = evaluation;
    }

    /** Returns the name in addresses. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the id of the evaluation that uses it. */
    public String evaluation() {
        return evaluation;
    }

    Probing probing(EvaluatingSettings settings) {
        return switch (this) {
            case STANDARD -> Probing.standard(settings.seed(), settings.probeOrders());
            case AS_PUBLISHED -> Probing.asPublished(settings.seed(), settings.probeOrders());
        };
    }

    /** Returns the mode of an id. */
    public static ProbingMode of(String id) {
        return Arrays.stream(values())
                .filter(mode -> mode.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown mode of probing: " + id));
    }
}
