package dev.mixlab.training;

/** What a fine-tuning that came to its end has done to the model. */
public enum TrainingOutcome {
    /** The model has changed, and its loss is below that of guessing or not much above that before. */
    LEARNED,
    /** On the test split, the accuracy is the same as before and the loss differs by less than a thousandth. */
    NOTHING,
    /** In the last epoch, the training loss was that of guessing or above, and well above the loss before. */
    DIVERGED;

    private static final double SAME = 1e-3;
    private static final double GUESSING = 0.99 * Math.log(2);
    private static final double WELL_ABOVE = 1.25;

    /**
     * Judges a fine-tuning.
     *
     * @param before accuracy and loss on the test split before fine-tuning
     * @param after accuracy and loss on the test split after the last epoch
     * @param trainLoss mean loss per train example in the last epoch, nats
     */
    public static TrainingOutcome of(Accuracy before, Figures after, double trainLoss) {
        if (after.accuracy() == before.share() && Math.abs(after.loss() - before.loss()) < SAME * before.loss()) {
            return NOTHING;
        }
        boolean kept = trainLoss < GUESSING || trainLoss <= WELL_ABOVE * before.loss();
        return kept ? LEARNED : DIVERGED;
    }

    /**
     * Figures on the test split.
     *
     * @param accuracy share of the examples that are right
     * @param loss mean loss per example, nats
     */
    public record Figures(double accuracy, double loss) {}
}
