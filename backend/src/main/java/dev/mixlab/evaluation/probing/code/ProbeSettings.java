package dev.mixlab.evaluation.probing.code;

import dev.mixlab.common.InvalidInputException;

/**
 * Settings of the training of a probe.
 *
 * @param hidden number of hidden units
 * @param learningRate learning rate of Adam
 * @param batch number of examples per step
 * @param epochs largest number of epochs
 * @param patience epochs without a better held-out loss after which training ends
 * @param heldOut share of the training examples that choose the epoch, above 0 and below 1
 */
public record ProbeSettings(int hidden, double learningRate, int batch, int epochs, int patience, double heldOut) {

    public ProbeSettings {
        if (hidden < 1 || batch < 1 || epochs < 1 || patience < 1) {
            throw new InvalidInputException("a probe of %s inner units, batches of %s, %s epochs and patience %s"
                    .formatted(hidden, batch, epochs, patience));
        }
        if (!(learningRate > 0) || !(heldOut > 0 && heldOut < 1)) {
            throw new InvalidInputException(
                    "a probe with learning rate %s and %s held out".formatted(learningRate, heldOut));
        }
    }

    /** 128 inner units; Adam at 0.001 in batches of 32; a tenth held out. */
    public static ProbeSettings standard() {
        return new ProbeSettings(128, 1e-3, 32, 100, 8, 0.1);
    }
}
