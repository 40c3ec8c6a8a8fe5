package dev.mixlab.mixing.method;

import java.util.List;

/**
 * A method that gives each layer a T x T map: row i is the token whose new representation is formed, column j the token
 * that contributes. A new method is one file and one line in {@link dev.mixlab.mixing.ContextMixingMethods}.
 */
public non-sealed interface ContextMixingMethod extends ScoringMethod {

    /** Whether the rows of {@link #score} are still to be divided by their sums; then the raw scores are kept too. */
    boolean normalisesRows();

    /**
     * Whether it forms each row from that row's activations alone. Where only the target's row is wanted, such a method gets
     * a context with this row alone; of the maps of other methods all rows are formed and the target's is kept.
     */
    default boolean rowwise() {
        return false;
    }

    /**
     * Scores of one layer, one array per sequence of the batch: [R, T] row-major, T the true length of the sequence, R the
     * rows of the context: T, or 1 for a method that is {@link #rowwise}.
     * Work that several methods share is done once, by {@link LayerContext#shared}.
     */
    List<double[]> score(LayerContext layer);
}
