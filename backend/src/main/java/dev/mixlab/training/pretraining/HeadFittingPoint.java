package dev.mixlab.training.pretraining;

/**
 * A point of the curve of the fitting of a head.
 *
 * @param step number of steps done; 0 for the random head
 * @param trainLoss mean loss of the masked tokens since the previous point, in nats; NaN before the first step
 * @param heldOutLoss mean loss of the masked tokens of the held-out texts, in nats
 * @param heldOutAccuracy share of these tokens that have the highest logit of the whole vocabulary
 */
public record HeadFittingPoint(int step, double trainLoss, double heldOutLoss, double heldOutAccuracy) {}
