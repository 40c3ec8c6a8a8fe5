package dev.mixlab.training.pretraining;

import dev.mixlab.common.InvalidInputException;

/**
 * Settings of pre-training.
 *
 * @param steps number of updates, at least 1
 * @param tokensPerBatch approximate number of tokens of a batch, which has as many sentences of one length as fit
 * @param learningRate peak learning rate
 * @param warmUp share of the steps over which the learning rate grows from 0 to its peak, before it falls linearly to 0
 * @param weightDecay AdamW's weight decay of matrices
 * @param seed seed of initial weights, batches and masks
 */
public record PretrainingSettings(
        int steps, int tokensPerBatch, double learningRate, double warmUp, double weightDecay, long seed) {

    public PretrainingSettings {
        if (steps < 1 || tokensPerBatch < 64) {
            throw new InvalidInputException("pre-training: %s steps of %s tokens; at least 1 step of 64 is needed"
                    .formatted(steps, tokensPerBatch));
        }
        if (!(learningRate > 0) || !(warmUp >= 0 && warmUp <= 1) || !(weightDecay >= 0 && weightDecay < 1)) {
            throw new InvalidInputException("pre-training: learning rate %s, warm-up %s, weight decay %s"
                    .formatted(learningRate, warmUp, weightDecay));
        }
    }
}
