package dev.mixlab.training;

/**
 * Metrics of one epoch. Train metrics are means over the epoch's batches during training (with dropout); test metrics are measured in
 * evaluation mode after the epoch.
 *
 * @param epoch number of the epoch, from 1
 * @param trainLoss mean loss per train example, in nats
 * @param trainAccuracy share of correct train examples
 * @param testLoss mean loss per test example, in nats; NaN without test examples
 * @param testAccuracy share of correct test examples; NaN without test examples
 * @param seconds wall-clock time of the epoch including the test
 */
public record EpochMetrics(
        int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy, double seconds) {}
