package dev.mixlab.training.pretraining;

import dev.mixlab.common.InvalidInputException;

/**
 * How a model is pre-trained.
 *
 * @param steps updates, at least 1
 * @param tokensPerBatch tokens of a batch, about; a batch has as many sentences of one length as fit
 * @param learningRate peak of the learning rate
 * @param warmUp share of the steps over which the rate grows from 0 to its peak, before it falls linearly to 0
 * @param weightDecay AdamW's decay of matrices
 * @param seed decides first weights, batches and masks
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
