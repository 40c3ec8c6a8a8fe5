package dev.mixlab.run.metrics;

import dev.mixlab.run.fitting.HeadPoint;
import java.util.List;

/**
 * The learning curves of a run.
 *
 * @param steps metrics of the steps, in order
 * @param epochs metrics of the epochs, in order
 * @param headFitting points of the curve of the fitting of a head, in order; empty in a run without one
 */
public record Metrics(List<StepPoint> steps, List<EpochPoint> epochs, List<HeadPoint> headFitting) {

    public Metrics {
        steps = List.copyOf(steps);
        epochs = List.copyOf(epochs);
        headFitting = List.copyOf(headFitting);
    }
}
