package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A method that measures the vectors r_ij whose sums are the rows of a layer (see {@link TokenContribution}). All such methods
 * are computed together, block by block.
 */
interface ContributionMethod extends ContextMixingMethod {

    /** The score of what {@code vector} holds at the time of asking, a vector that the row is given. */
    DoubleSupplier measure(TargetNorms row, TokenContribution vector);

    /** Returns whether the residual x_i is added to the vector on the diagonal. */
    default boolean withResidual() {
        return true;
    }

    @Override
    default List<double[]> score(LayerContext layer) {
        return layer.memo().get(NormScorer.class, () -> new NormScorer(layer)).of(this);
    }
}
