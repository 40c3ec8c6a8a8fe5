package dev.mixlab.training.pretraining;

import dev.mixlab.common.InvalidInputException;

/**
 * Settings of the fitting of a head.
 *
 * @param training steps, batches, learning rate and seed
 * @param pointEvery number of steps between points of the curve
 * @param heldOut share of the texts that are held out for the accuracy, above 0 and at most 0.5
 */
public record HeadFittingSettings(PretrainingSettings training, int pointEvery, double heldOut) {

    public HeadFittingSettings {
        if (pointEvery < 1) {
            throw new InvalidInputException(
                    "fitting a head: a point every %s steps; at least 1 is needed".formatted(pointEvery));
        }
        if (!(heldOut > 0 && heldOut <= 0.5)) {
            throw new InvalidInputException(
                    "fitting a head: held-out share %s is not above 0 and at most 0.5".formatted(heldOut));
        }
    }

    /** Returns whether the curve has a point after a step; it always has one before the first and one after the last. */
    boolean hasPointAfter(int step) {
        return step % pointEvery == 0 || step == training.steps();
    }
}
