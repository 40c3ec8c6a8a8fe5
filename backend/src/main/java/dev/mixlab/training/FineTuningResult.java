package dev.mixlab.training;

import java.util.List;

/**
 * The figures of a finished fine-tuning; the weights are in the model.
 *
 * @param epochs the epochs trained in this process, in order; those before a resume are not among them
 * @param steps steps of all epochs
 * @param examples examples of the train half
 */
public record FineTuningResult(List<EpochMetrics> epochs, int steps, int examples) {

    public FineTuningResult {
        epochs = List.copyOf(epochs);
    }
}
