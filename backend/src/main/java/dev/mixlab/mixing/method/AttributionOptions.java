package dev.mixlab.mixing.method;

import dev.mixlab.common.InvalidInputException;

/**
 * Settings of attribution methods.
 *
 * @param steps number of points at which integrated gradients compute the gradient, 1 to 1000
 * @param baseline start of the path of integrated gradients
 * @param rule quadrature rule, which determines the points on the path
 */
public record AttributionOptions(int steps, Baseline baseline, Rule rule) {

    private static final int MOST_STEPS = 1000;

    /** The input of a layer from which integrated gradients start. */
    public enum Baseline {
        /** Zero in every component of every token. */
        ZERO,
        /** The layer's input for the sentence in which every token between the first and the last is the mask. */
        MASK
    }

    /** Quadrature over the straight path from the baseline to the input. */
    public enum Rule {
        /** The midpoints of equal steps. */
        MIDPOINT,
        /** The ends of equal steps, which are steps + 1 points. */
        TRAPEZOID,
        /** Gauss-Legendre points and weights. */
        GAUSS_LEGENDRE
    }

    public AttributionOptions {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new InvalidInputException(
                    "integrated gradients take 1 to %s steps, not %s".formatted(MOST_STEPS, steps));
        }
    }

    /** Returns the defaults: 50 steps by the midpoint rule from zero. */
    public static AttributionOptions standard() {
        return new AttributionOptions(50, Baseline.ZERO, Rule.MIDPOINT);
    }
}
