package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.CueUnit;
import org.jspecify.annotations.Nullable;

/**
 * A measure of an evaluation: one number per sentence, layer and method variant.
 *
 * @param id its name in addresses and tables
 * @param name the name to show
 * @param description one sentence on what it means
 * @param higherIsBetter whether a higher value is in favour of the method
 * @param minimum its lowest possible value
 * @param maximum its highest possible value
 * @param metric id of the measure whose documentation explains this one; the measure's own id unless it is a variant
 * @param cueUnit the words that it counts as cues; null if it counts none
 */
public record Measure(
        String id,
        String name,
        String description,
        boolean higherIsBetter,
        double minimum,
        double maximum,
        String metric,
        @Nullable CueUnit cueUnit) {

    /** Creates a measure that is no variant of another. */
    public Measure(String id, String name, String description, boolean higherIsBetter, double minimum, double maximum) {
        this(id, name, description, higherIsBetter, minimum, maximum, id, null);
    }

    public Measure {
        if (!(minimum < maximum)) {
            throw new InvalidInputException("measure %s lies between %s and %s".formatted(id, minimum, maximum));
        }
    }

    /** Returns this measure as the variant of a metric for a cue unit. */
    public Measure variantOf(String otherMetric, CueUnit unit) {
        return new Measure(id, name, description, higherIsBetter, minimum, maximum, otherMetric, unit);
    }
}
