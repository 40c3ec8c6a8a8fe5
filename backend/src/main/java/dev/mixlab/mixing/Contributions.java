package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Vectors that z tokens j give to R rows i in n sequences, in double precision: f_ij = sum over heads of a_ijh W_h v_jh,
 * or r_ii = f_ii + x_i. They are held minus the mean of their own components, which is all that a layer norm sees of them;
 * no sum of squares formed of the two cancels.
 */
final class Contributions {

    private static final int[] COMPONENTS = {-1};

    private final NDArray centred;
    private final NDArray means;
    private final NormedRows rows;
    private @Nullable NDArray squares;
    private @Nullable NDArray gained;

    /**
     * Vectors of a slice.
     *
     * @param centred the vectors minus their means [n, z, R, H]
     * @param means the means of their components [n, z, R]
     * @param rows the rows that they are given to
     */
    Contributions(NDArray centred, NDArray means, NormedRows rows) {
        this.centred = centred;
        this.means = means;
        this.rows = rows;
    }

    /** The same with inputs [n, 1, R, H] added where {@code own} [n, z, R] is 1. */
    Contributions plus(NDArray own, NDArray inputs) {
        NDArray mean = inputs.mean(COMPONENTS, true);
        NDArray kept = inputs.sub(mean).mul(own.expandDims(3));
        return new Contributions(centred.add(kept), means.add(own.mul(mean.squeeze(3))), rows);
    }

    /** The rows that the vectors are given to. */
    NormedRows rows() {
        return rows;
    }

    /** The vectors minus their means [n, z, R, H]; not to be changed. */
    NDArray centred() {
        return centred;
    }

    /** The same times the gain of layer norm 1; not to be changed. */
    NDArray gained() {
        if (gained == null) {
            gained = centred.mul(rows.first().gain());
        }
        return gained;
    }

    /** L2 norms of the vectors themselves [n, z, R]. */
    NDArray norms() {
        double size = centred.getShape().get(centred.getShape().dimension() - 1);
        return squares().sum(COMPONENTS).addi(means.square().mul(size)).sqrt();
    }

    /** Sums over the components of their squares times something, [H] to [n, z, R]. */
    NDArray weightedSquares(NDArray weights) {
        return squares().matMul(weights);
    }

    private NDArray squares() {
        if (squares == null) {
            squares = centred.square();
        }
        return squares;
    }
}
