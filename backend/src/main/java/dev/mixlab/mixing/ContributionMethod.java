package dev.mixlab.mixing;

import java.util.List;

/**
 * A method that measures the vectors r_ij of which the rows of a layer are made (see {@link GivenVector}). All such
 * methods go through them together, slice by slice.
 */
interface ContributionMethod extends ContextMixingMethod {

    /** How the vectors that a row is given are scored. */
    Measure measure(ReceivingRow row);

    /** The scores of one row; serves one thread. */
    interface Measure {

        double of(GivenVector vector);
    }

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
