package dev.mixlab.run.metrics;

/**
 * Metrics of one optimiser step.
 *
 * @param step number of the step, from 1
 * @param epoch number of the epoch, from 1
 * @param loss mean cross-entropy of the batch
 * @param learningRate learning rate of the step
 */
public record StepPoint(int step, int epoch, double loss, double learningRate) {}
