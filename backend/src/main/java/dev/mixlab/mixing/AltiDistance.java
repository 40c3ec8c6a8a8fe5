package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;

/**
 * How near the vectors T_ij = centre(r_ij) * gain1 / s_i are to the row Y_i that they add up to: max(0, |Y_i| - |Y_i -
 * T_ij|) in L1 norms (Ferrando et al. 2022).
 *
 * @param eps what is added to the variance in s_i = sqrt(var(y_i) + eps)
 * @param shift what is added to each component of T_ij - Y_i
 */
record AltiDistance(double eps, double shift) {

    private static final int[] COMPONENTS = {-1};

    /** Scores [n, z, R]; the two norms are subtracted component by component, while their digits last. */
    NDArray of(Contributions contributions) {
        NormedRows rows = contributions.rows();
        NDArray centred = rows.y().centred();
        NDArray deviation = centred.square().mean(COMPONENTS, true).addi(eps).sqrt();
        NDArray row = centred.mul(rows.first().gain());
        NDArray bias = rows.first().bias();
        NDArray whole = row.add(bias.mul(deviation)).abs();
        NDArray shifted = row.addi(bias.sub(shift).mul(deviation));
        NDArray further = contributions.gained().sub(shifted).abs().subi(whole).sum(COMPONENTS);
        return further.divi(deviation.squeeze(3)).minimum(0).abs();
    }
}
