package dev.mixlab.run;

/**
 * The estimated cost of a run.
 *
 * @param steps number of optimiser steps
 * @param examplesTrain number of usable train examples
 * @param examplesTest number of usable test examples
 * @param seconds wall-clock time from its start
 * @param bytes number of bytes that it adds to the database
 * @param basis sentence that says how the seconds were estimated
 */
public record CostEstimate(int steps, int examplesTrain, int examplesTest, double seconds, long bytes, String basis) {}
