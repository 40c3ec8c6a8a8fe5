package dev.mixlab.run;

import java.util.List;

/**
 * The curves of a run.
 *
 * @param steps in order
 * @param epochs in order
 */
public record Metrics(List<StepPoint> steps, List<EpochPoint> epochs) {

    public Metrics {
        steps = List.copyOf(steps);
        epochs = List.copyOf(epochs);
    }
}
