package dev.mixlab.mixing.method;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that gives each layer one score per token for the prediction at the target, with respect to the layer's input
 * x(l). A new method is one file and one line in {@link dev.mixlab.mixing.AttributionMethods}.
 */
public non-sealed interface AttributionMethod extends ScoringMethod {

    /** Scores of all layers, one per sequence of the batch. Work that several methods share is done once. */
    List<Attribution> score(AttributionContext context);

    /**
     * The scores of one sequence.
     *
     * @param scores [L, T] row-major, T the true length of the sequence
     * @param deltas what each layer's scores miss of the sum they should have [L], or null where no sum is promised
     */
    record Attribution(double[] scores, double @Nullable [] deltas) {}
}
