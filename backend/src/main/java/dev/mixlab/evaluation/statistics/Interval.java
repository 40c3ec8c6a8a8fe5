package dev.mixlab.evaluation.statistics;

/**
 * A statistic that is not a mean, with its 95 % interval.
 *
 * @param value over the sentences as they are; NaN where undefined
 * @param low lower end; NaN where no resample defines the statistic
 * @param high upper end
 */
public record Interval(double value, double low, double high) {}
