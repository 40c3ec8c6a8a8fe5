package dev.mixlab.training;

import dev.mixlab.common.InvalidInputException;

/**
 * Settings of fine-tuning. {@link #paper()} has the values of Mohebbi et al. (2023).
 *
 * @param learningRate peak learning rate, above 0
 * @param warmUp share of all steps over which the learning rate grows from 0 to its peak, 0 to 1
 * @param epochs number of passes over the train examples, at least 1
 * @param batchSize number of examples per step, at least 1
 * @param seed seed of the order of the examples, of dropout and of what is masked at random
 * @param adamEpsilon AdamW's epsilon, above 0
 * @param maskedShare share of the train examples, 0 to 1, in which other words than the target are masked as well, drawn anew in each
 *     epoch; a spec that was stored before there was this setting has 0
 */
public record FineTuningSettings(
        double learningRate,
        double warmUp,
        int epochs,
        int batchSize,
        long seed,
        double adamEpsilon,
        double maskedShare) {

    public FineTuningSettings {
        require(learningRate > 0 && learningRate <= 1, "learning rate %s is not in (0, 1]", learningRate);
        require(warmUp >= 0 && warmUp <= 1, "warm-up share %s is not in [0, 1]", warmUp);
        require(epochs >= 1 && epochs <= 1000, "%s epochs are not between 1 and 1000", epochs);
        require(batchSize >= 1 && batchSize <= 4096, "batch size %s is not between 1 and 4096", batchSize);
        require(adamEpsilon > 0 && adamEpsilon < 1, "epsilon %s is not in (0, 1)", adamEpsilon);
        require(maskedShare >= 0 && maskedShare <= 1, "masked share %s is not in [0, 1]", maskedShare);
    }

    /**
     * Returns the paper's settings: peak 3e-5 after 10 % of the steps, 5 epochs of batches of 64, seed 42, epsilon 1e-6, the target
     * alone masked.
     */
    public static FineTuningSettings paper() {
        return new FineTuningSettings(3e-5, 0.1, 5, 64, 42, 1e-6, 0);
    }

    public FineTuningSettings withLearningRate(double rate) {
        return new FineTuningSettings(rate, warmUp, epochs, batchSize, seed, adamEpsilon, maskedShare);
    }

    public FineTuningSettings withEpochs(int count) {
        return new FineTuningSettings(learningRate, warmUp, count, batchSize, seed, adamEpsilon, maskedShare);
    }

    public FineTuningSettings withBatchSize(int size) {
        return new FineTuningSettings(learningRate, warmUp, epochs, size, seed, adamEpsilon, maskedShare);
    }

    public FineTuningSettings withSeed(long another) {
        return new FineTuningSettings(learningRate, warmUp, epochs, batchSize, another, adamEpsilon, maskedShare);
    }

    public FineTuningSettings withMaskedShare(double share) {
        return new FineTuningSettings(learningRate, warmUp, epochs, batchSize, seed, adamEpsilon, share);
    }

    /** Returns the number of steps of one epoch over a number of examples; the last batch may be smaller. */
    public int stepsPerEpoch(int examples) {
        return (examples + batchSize - 1) / batchSize;
    }

    /** Returns the number of steps of all epochs. */
    public int totalSteps(int examples) {
        return Math.multiplyExact(epochs, stepsPerEpoch(examples));
    }

    private static void require(boolean holds, String message, Object value) {
        if (!holds) {
            throw new InvalidInputException("fine-tuning settings: " + message.formatted(value));
        }
    }
}
