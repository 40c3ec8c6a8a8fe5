package dev.mixlab.training;

/**
 * What one epoch gave. Train figures are means over the epoch's batches as they were trained on (with dropout), test figures are in
 * evaluation mode after the epoch.
 *
 * @param epoch the epoch, from 1
 * @param trainLoss mean loss per train example, nats
 * @param trainAccuracy share of the train examples whose good logit was higher
 * @param testLoss mean loss per test example, nats; NaN without test examples
 * @param testAccuracy share of the test examples whose good logit is higher; NaN without test examples
 * @param seconds wall time of the epoch, test included
 */
public record EpochMetrics(
        int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy, double seconds) {}
