package dev.mixlab.evaluation.statistics;

/**
 * The mean over sentences with its confidence interval.
 *
 * @param mean mean of the defined values; NaN if there are none
 * @param low lower end of the 95 % interval; NaN if there is no value
 * @param high upper end
 * @param n number of defined values
 * @param undefined number of undefined values, which are left out
 */
public record Estimate(double mean, double low, double high, int n, int undefined) {}
