package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;

/**
 * A measure of an evaluation: one number per sentence, layer and method variant.
 *
 * @param id its name in addresses and tables
 * @param name the name to show
 * @param description one sentence on what it means
 * @param higherIsBetter whether a higher value is in favour of the method
 * @param minimum its lowest possible value
 * @param maximum its highest possible value
 */
public record Measure(
        String id, String name, String description, boolean higherIsBetter, double minimum, double maximum) {

    public Measure {
        if (!(minimum < maximum)) {
            throw new InvalidInputException("measure %s lies between %s and %s".formatted(id, minimum, maximum));
        }
    }
}
