package dev.mixlab.run.fitting;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.training.pretraining.HeadFittingSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a run fits a masked-LM head to a model without one, before anything else is done with the model.
 *
 * @param source the sentences that the head learns from
 * @param text SHA-256 of a stored text, or null for another source
 * @param steps number of updates
 * @param tokensPerBatch approximate number of tokens of a batch
 * @param learningRate peak of the learning rate
 * @param heldOut share of the sentences that are held out for the accuracy
 * @param seed seed of the head, of what is held out, of batches and masks
 */
public record HeadFittingSpec(
        Source source,
        @Nullable String text,
        int steps,
        int tokensPerBatch,
        double learningRate,
        double heldOut,
        long seed) {

    private static final int MOST_STEPS = 1_000_000;
    private static final int FEWEST_TOKENS = 64;
    private static final int MOST_TOKENS = 1 << 20;

    private static final long SEED = 42;

    /** Number of intervals between the points of the curve, where there are as many steps. */
    private static final int INTERVALS = 20;

    /** The sources of sentences. */
    public enum Source {
        /** The good sentences of the train half, as far as the run uses it. */
        TRAIN,
        /** A stored text. */
        TEXT
    }

    public HeadFittingSpec {
        require((source == Source.TEXT) == (text != null), "a text goes with the source 'text', and with no other");
        require(steps >= 1 && steps <= MOST_STEPS, steps + " steps are not between 1 and " + MOST_STEPS);
        require(
                tokensPerBatch >= FEWEST_TOKENS && tokensPerBatch <= MOST_TOKENS,
                "%s tokens per batch are not between %s and %s".formatted(tokensPerBatch, FEWEST_TOKENS, MOST_TOKENS));
        require(learningRate > 0 && learningRate <= 1, "learning rate %s is not in (0, 1]".formatted(learningRate));
        require(heldOut > 0 && heldOut <= 0.5, "held-out share %s is not in (0, 0.5]".formatted(heldOut));
    }

    /** Returns the usual settings with the train half as the source. */
    public static HeadFittingSpec usual() {
        return new HeadFittingSpec(
                Source.TRAIN,
                null,
                HeadFittingSettings.STEPS,
                HeadFittingSettings.TOKENS_PER_BATCH,
                HeadFittingSettings.LEARNING_RATE,
                HeadFittingSettings.HELD_OUT,
                SEED);
    }

    /** Returns the settings of the fitting, whose curve has a point after every twentieth of the steps. */
    public HeadFittingSettings settings() {
        return new HeadFittingSettings(
                HeadFittingSettings.training(steps, tokensPerBatch, learningRate, seed),
                (steps + INTERVALS - 1) / INTERVALS,
                heldOut);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new InvalidInputException("fitting a head: " + message);
        }
    }
}
