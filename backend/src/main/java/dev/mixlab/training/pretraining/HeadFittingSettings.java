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

    /** Usual number of steps. */
    public static final int STEPS = 1000;

    /** Usual number of tokens of a batch. */
    public static final int TOKENS_PER_BATCH = 2048;

    /** Usual peak of the learning rate. */
    public static final double LEARNING_RATE = 1e-3;

    /** Usual share of the texts that are held out. */
    public static final double HELD_OUT = 0.1;

    private static final double WARM_UP = 0.06;
    private static final double WEIGHT_DECAY = 0.01;

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

    /** Returns the training of a head, with the warm-up and the weight decay that all heads are fitted with. */
    public static PretrainingSettings training(int steps, int tokensPerBatch, double learningRate, long seed) {
        return new PretrainingSettings(steps, tokensPerBatch, learningRate, WARM_UP, WEIGHT_DECAY, seed);
    }

    /** Returns whether the curve has a point after a step; it always has one before the first and one after the last. */
    boolean hasPointAfter(int step) {
        return step % pointEvery == 0 || step == training.steps();
    }
}
