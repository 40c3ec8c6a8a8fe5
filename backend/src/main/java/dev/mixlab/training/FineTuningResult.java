package dev.mixlab.training;

import java.util.List;

/**
 * The metrics of a finished fine-tuning; the weights are in the model.
 *
 * @param epochs metrics of the epochs trained in this process, in order, without those before a resume
 * @param steps number of steps of all epochs
 * @param examples number of train examples
 */
public record FineTuningResult(List<EpochMetrics> epochs, int steps, int examples) {

    public FineTuningResult {
        epochs = List.copyOf(epochs);
    }
}
