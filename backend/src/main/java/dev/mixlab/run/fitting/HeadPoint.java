package dev.mixlab.run.fitting;

import org.jspecify.annotations.Nullable;

/**
 * A point of the curve of the fitting of a head.
 *
 * @param step number of steps done; 0 for the random head
 * @param trainLoss mean loss of the masked tokens since the previous point, in nats; null before the first step
 * @param heldOutLoss mean loss of the masked tokens of the held-out sentences, in nats
 * @param heldOutAccuracy share of these tokens that the model predicts
 */
public record HeadPoint(int step, @Nullable Double trainLoss, double heldOutLoss, double heldOutAccuracy) {}
