package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;

/**
 * One number per sentence, layer and view that an evaluation gives.
 *
 * @param id its name in addresses and tables
 * @param name the name to show
 * @param description one sentence on what it means
 * @param higherIsBetter whether a higher value speaks for the method
 * @param minimum the least value that it can take
 * @param maximum the greatest
 */
public record Measure(
        String id, String name, String description, boolean higherIsBetter, double minimum, double maximum) {

    public Measure {
        if (!(minimum < maximum)) {
            throw new InvalidInputException("measure %s lies between %s and %s".formatted(id, minimum, maximum));
        }
    }
}
