package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;

/**
 * Vectors that z tokens j give to R rows i in n sequences: f_ij = sum over heads of a_ijh W_h v_jh, or r_ii = f_ii + x_i.
 * They are held minus the mean of their own components, which is all that a layer norm sees of them.
 */
final class Contributions {

    private static final int[] COMPONENTS = {-1};

    private final NDArray norms;
    private final NDArray gained;
    private final NormedRows rows;

    /**
     * Vectors of a slice.
     *
     * @param centred the vectors minus their means [n, z, R, H], of which nothing is left
     * @param means the means of their components [n, z, R]
     * @param rows the rows that they are given to
     */
    Contributions(NDArray centred, NDArray means, NormedRows rows) {
        double size = centred.getShape().get(centred.getShape().dimension() - 1);
        NDArray squares = centred.norm(2, COMPONENTS, false).square();
        this.norms = squares.addi(means.square().mul(size)).sqrt();
        this.gained = centred.muli(rows.first().gain());
        this.rows = rows;
    }

    /** L2 norms of the vectors themselves [n, z, R], with the mean's share added, so that nothing cancels; not to be changed. */
    NDArray norms() {
        return norms;
    }

    /** The vectors minus their means, times the gain of layer norm 1 [n, z, R, H]; not to be changed. */
    NDArray gained() {
        return gained;
    }

    /** The rows that the vectors are given to. */
    NormedRows rows() {
        return rows;
    }
}
