package dev.mixlab.bench;

import java.util.Arrays;

/**
 * A figure over all repetitions.
 *
 * @param median the middle one
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {

    static Spread of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
