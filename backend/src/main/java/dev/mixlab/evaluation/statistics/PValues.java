package dev.mixlab.evaluation.statistics;

/**
 * The two-sided p values of tests that were made together.
 *
 * @param p of each test alone; NaN where it has no defined difference
 * @param adjusted the same as bounds on the chance of any false alarm among all tests (family-wise)
 */
public record PValues(double[] p, double[] adjusted) {}
