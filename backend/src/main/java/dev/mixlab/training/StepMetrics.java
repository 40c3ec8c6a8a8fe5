package dev.mixlab.training;

/**
 * What one training step gave.
 *
 * @param step the step, from 1
 * @param totalSteps steps of all epochs
 * @param epoch the epoch, from 1
 * @param loss mean over the batch of the cross-entropy over the good and the bad logit, in nats, before the update
 * @param learningRate the rate in force at the step
 * @param examplesDone examples seen in all epochs, this batch included
 * @param examplesTotal examples of all epochs
 */
public record StepMetrics(
        int step, int totalSteps, int epoch, double loss, double learningRate, long examplesDone, long examplesTotal) {}
