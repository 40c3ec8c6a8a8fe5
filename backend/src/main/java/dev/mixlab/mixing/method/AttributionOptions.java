package dev.mixlab.mixing.method;

import dev.mixlab.common.InvalidInputException;

/**
 * Choices that attribution methods leave open.
 *
 * @param steps points at which integrated gradients take the gradient, 1 to 1000
 * @param baseline from where integrated gradients start
 * @param rule where on the path the points lie
 */
public record AttributionOptions(int steps, Baseline baseline, Rule rule) {

    private static final int MOST_STEPS = 1000;

    /** The input of a layer that stands for "nothing there". */
    public enum Baseline {
        /** zero in every component of every token */
        ZERO,
        /** what the layer's input is when every token between the first and the last is the mask */
        MASK
    }

    /** Quadrature over the straight path from the baseline to the input. */
    public enum Rule {
        /** the middle of each of the equal steps */
        MIDPOINT,
        /** both ends of each of the equal steps, steps + 1 points in all */
        TRAPEZOID,
        /** Gauss and Legendre's points and weights */
        GAUSS_LEGENDRE
    }

    public AttributionOptions {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new InvalidInputException(
                    "integrated gradients take 1 to %s steps, not %s".formatted(MOST_STEPS, steps));
        }
    }

    /** 50 steps by the midpoint rule from zero. */
    public static AttributionOptions standard() {
        return new AttributionOptions(50, Baseline.ZERO, Rule.MIDPOINT);
    }
}
