package dev.mixlab.run;

/**
 * What a run would cost.
 *
 * @param steps optimiser steps
 * @param examplesTrain kept examples of the train half
 * @param examplesTest kept examples of the test half
 * @param seconds wall time once it starts
 * @param bytes what it adds to the database
 * @param basis how the seconds were found, for people to read
 */
public record CostEstimate(int steps, int examplesTrain, int examplesTest, double seconds, long bytes, String basis) {}
