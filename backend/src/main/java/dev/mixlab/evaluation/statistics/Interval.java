package dev.mixlab.evaluation.statistics;

/**
 * A statistic that is not a mean, with its 95 % interval.
 *
 * @param value value over the sentences themselves; NaN if undefined
 * @param low lower end; NaN if the statistic is undefined in every resample
 * @param high upper end
 */
public record Interval(double value, double low, double high) {}
