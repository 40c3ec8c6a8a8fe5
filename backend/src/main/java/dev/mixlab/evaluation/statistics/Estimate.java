package dev.mixlab.evaluation.statistics;

/**
 * A mean over sentences, as it is drawn.
 *
 * @param mean mean of the defined values; NaN where there are none
 * @param low lower end of the 95 % interval; NaN where there is no value
 * @param high upper end
 * @param n values that counted
 * @param undefined values that were left out because they are not defined
 */
public record Estimate(double mean, double low, double high, int n, int undefined) {}
