package dev.mixlab.run;

/**
 * One finished epoch.
 *
 * @param epoch counted from 1
 * @param trainLoss mean loss over its steps
 * @param trainAccuracy share of train examples right, as met during the epoch
 * @param testLoss mean loss over the test half
 * @param testAccuracy share of test examples right
 * @param seconds wall time
 */
public record EpochPoint(
        int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy, double seconds) {}
