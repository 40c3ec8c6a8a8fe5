package dev.mixlab.mixing.method;

import java.util.List;

/**
 * A method that gives each layer a T x T map: row i is the token whose new representation is formed, column j the token
 * that contributes. A new method is one file and one line in {@link dev.mixlab.mixing.ContextMixingMethods}.
 */
public non-sealed interface ContextMixingMethod extends ScoringMethod {

    /**
     * Computes the raw scores of one layer, one array per sequence of the batch: [R, T] row-major, T the true length of the
     * sequence, R the rows of the context: T, or 1 for a method that is {@linkplain MethodInfo#rowwise rowwise}.
     * Work that several methods share is done once, by {@link LayerContext#memo}.
     */
    List<double[]> score(LayerContext layer);

    /**
     * Computes the raw scores of every single attention head of one layer, one array per sequence of the batch: [heads, R, T] row-major.
     * The sequences have one length.
     *
     * @throws UnsupportedOperationException unless the method says that it has {@linkplain MethodInfo#singleHeads single heads}
     */
    default List<double[]> scoreHeads(LayerContext layer) {
        throw new UnsupportedOperationException(info().id() + " of single heads");
    }
}
