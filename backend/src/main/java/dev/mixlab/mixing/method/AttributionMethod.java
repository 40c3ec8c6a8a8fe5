package dev.mixlab.mixing.method;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that gives each layer one score per token for the prediction at the target, with respect to the layer's input
 * x(l). A new method is one file and one line in {@link dev.mixlab.mixing.AttributionMethods}.
 */
public non-sealed interface AttributionMethod extends ScoringMethod {

    /**
     * Sees a layer on the forward pass, before {@link #score}, and may leave in the batch's memo what would be dear to compute again. All
     * tokens have rows. A method that is scored without a forward pass of its own must do without.
     */
    default void observe(LayerContext layer) {}

    /** Computes the scores of all layers for each sequence of the batch. Work that several methods share is done once. */
    List<Attribution> score(AttributionContext context);

    /**
     * The scores of one sequence.
     *
     * @param scores [L, T] row-major, T the true length of the sequence
     * @param deltas difference of each layer's scores to the sum that completeness requires [L], or null if the method is not complete
     */
    record Attribution(double[] scores, double @Nullable [] deltas) {}
}
