package dev.mixlab.training;

/**
 * Metrics of one training step.
 *
 * @param step number of the step, from 1
 * @param totalSteps number of steps of all epochs
 * @param epoch number of the epoch, from 1
 * @param loss batch mean of the cross-entropy over the good and the bad logit before the update, in nats
 * @param learningRate learning rate of the step
 * @param examplesDone number of examples trained on in all epochs so far, including this batch
 * @param examplesTotal number of examples of all epochs
 */
public record StepMetrics(
        int step, int totalSteps, int epoch, double loss, double learningRate, long examplesDone, long examplesTotal) {}
