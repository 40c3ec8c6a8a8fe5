package dev.mixlab.run;

/**
 * One optimiser step.
 *
 * @param step counted from 1
 * @param epoch counted from 1
 * @param loss mean cross-entropy over the batch
 * @param learningRate of this step
 */
public record StepPoint(int step, int epoch, double loss, double learningRate) {}
