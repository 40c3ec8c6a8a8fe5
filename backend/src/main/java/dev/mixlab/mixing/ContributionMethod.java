package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A method that measures the vectors r_ij of which the rows of a layer are made (see {@link Contributions}). All such
 * methods go through them together, slice by slice.
 */
interface ContributionMethod extends ContextMixingMethod {

    /** Scores [n, z, R] of the vectors of a slice. */
    NDArray measure(Contributions contributions);

    /** Whether what a token keeps of itself, x_i, is added to the vector on the diagonal. */
    default boolean withResidual() {
        return true;
    }

    @Override
    default boolean normalisesRows() {
        return true;
    }

    @Override
    default boolean rowwise() {
        return true;
    }

    @Override
    default List<double[]> score(LayerContext layer) {
        return layer.shared(ContributionMaps.class, () -> new ContributionMaps(layer))
                .of(this);
    }
}
