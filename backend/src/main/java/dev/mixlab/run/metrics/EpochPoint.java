package dev.mixlab.run.metrics;

/**
 * Metrics of one finished epoch.
 *
 * @param epoch number of the epoch, from 1
 * @param trainLoss mean loss over the steps of the epoch
 * @param trainAccuracy share of correct train examples during the epoch
 * @param testLoss mean loss on the test examples
 * @param testAccuracy share of correct test examples
 * @param seconds wall-clock time
 */
public record EpochPoint(
        int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy, double seconds) {}
