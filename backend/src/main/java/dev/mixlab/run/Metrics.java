package dev.mixlab.run;

import java.util.List;

/**
 * The learning curves of a run.
 *
 * @param steps metrics of the steps, in order
 * @param epochs metrics of the epochs, in order
 */
public record Metrics(List<StepPoint> steps, List<EpochPoint> epochs) {

    public Metrics {
        steps = List.copyOf(steps);
        epochs = List.copyOf(epochs);
    }
}
