package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;

/**
 * One figure of two runs: the mean of a measure over the sentences that both have, in each run.
 *
 * @param first mean in the first run over the sentences for which it is defined there; NaN if there is none
 * @param second mean in the second run
 * @param differing number of sentences whose values are not the same to the last bit
 * @param largest largest absolute difference of one sentence's values, among those defined in both runs; 0 if there is none
 */
public record FigureDifference(double first, double second, int differing, double largest) {

    /**
     * Compares the values of the same sentences in two runs.
     *
     * @param first by sentence, NaN if undefined [N]
     * @param second the same of the second run [N]
     * @throws InvalidInputException if they are not of one length
     */
    public static FigureDifference of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new InvalidInputException(
                    "%s and %s values cannot be compared one by one".formatted(first.length, second.length));
        }
        int differing = 0;
        double largest = 0;
        for (int i = 0; i < first.length; i++) {
            if (Double.doubleToLongBits(first[i]) != Double.doubleToLongBits(second[i])) {
                differing++;
                double size = Math.abs(second[i] - first[i]);
                largest = Double.isNaN(size) ? largest : Math.max(largest, size);
            }
        }
        return new FigureDifference(mean(first), mean(second), differing, largest);
    }

    /** Returns the second figure minus the first; NaN if one of them is undefined. */
    public double difference() {
        return second - first;
    }

    /** Tells whether the values of all sentences are the same to the last bit. */
    public boolean identical() {
        return differing == 0;
    }

    /** Returns the size of the difference by which figures are ordered: one that is defined in one run only comes before all others. */
    public double size() {
        boolean definedInOne = Double.isNaN(first) != Double.isNaN(second);
        return definedInOne ? Double.POSITIVE_INFINITY : Double.isNaN(first) ? 0 : Math.abs(difference());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
