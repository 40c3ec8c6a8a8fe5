package dev.mixlab.bench;

import java.util.Arrays;

/**
 * The median, minimum and maximum of a measurement over all repetitions.
 *
 * @param median the median
 * @param least the minimum
 * @param most the maximum
 */
public record Spread(double median, double least, double most) {

    public static Spread of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
