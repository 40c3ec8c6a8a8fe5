package dev.mixlab.verify;

import dev.mixlab.common.InvalidInputException;

/**
 * A quantity of the replayed fine-tuning compared with the recorded one.
 *
 * @param name name of the quantity
 * @param difference largest absolute difference; where every figure has a tolerance of its own, that of the figure which is worst against it
 * @param maximum largest recorded absolute value; where every figure has a tolerance of its own, the recorded absolute value of that figure
 * @param tolerance the largest difference allowed
 */
public record ReplayedFigures(String name, double difference, double maximum, double tolerance) {

    /** Whether the difference is a number within the tolerance. */
    public boolean agrees() {
        return difference <= tolerance;
    }

    /** Compares each value relative to its own size. */
    static ReplayedFigures each(String name, double[] actual, double[] recorded, double tolerance) {
        requireSameLength(name, actual, recorded);
        ReplayedFigures worst = new ReplayedFigures(name, 0, 0, 0);
        for (int i = 0; i < recorded.length; i++) {
            double size = Math.abs(recorded[i]);
            ReplayedFigures figure =
                    new ReplayedFigures(name, Math.abs(actual[i] - recorded[i]), size, tolerance * size);
            worst = figure.badness() >= worst.badness() ? figure : worst;
        }
        return worst;
    }

    /** Compares all values relative to the largest of them. */
    static ReplayedFigures whole(String name, double[] actual, double[] recorded, double tolerance) {
        requireSameLength(name, actual, recorded);
        double largest = 0;
        double maximum = 0;
        for (int i = 0; i < recorded.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - recorded[i]));
            maximum = Math.max(maximum, Math.abs(recorded[i]));
        }
        return new ReplayedFigures(name, largest, maximum, tolerance * maximum);
    }

    private double badness() {
        if (Double.isNaN(difference)) {
            return Double.POSITIVE_INFINITY;
        }
        return difference == 0 ? 0 : difference / tolerance;
    }

    private static void requireSameLength(String name, double[] actual, double[] recorded) {
        if (actual.length != recorded.length) {
            throw new InvalidInputException(
                    "%s: %s figures where %s are recorded".formatted(name, actual.length, recorded.length));
        }
    }
}
