package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.tensor.Sums;
import java.util.function.DoubleSupplier;

/**
 * The proximity of the vectors T_ij = centre(r_ij) * gain1 / s_i to their sum, the row Y_i: max(0, |Y_i| - |Y_i -
 * T_ij|) in L1 norms (Ferrando et al. 2022).
 *
 * @param eps constant added to the variance in s_i = sqrt(var(y_i) + eps)
 * @param shift constant added to each component of T_ij - Y_i
 */
record AltiDistance(double eps, double shift) {

    /** Scores of the vectors that a row is given; the two norms are subtracted component by component, while their digits last. */
    DoubleSupplier of(TargetNorms row, TokenContribution vector) {
        double deviation = Math.sqrt(row.variance() + eps);
        double[] centred = row.centred();
        double[] gain = row.first().gain();
        double[] bias = row.first().bias();
        double[] shifted = new double[centred.length];
        double[] longer = new double[centred.length];
        for (int k = 0; k < centred.length; k++) {
            double whole = centred[k] * gain[k] + bias[k] * deviation;
            shifted[k] = whole - shift * deviation;
            longer[k] = Math.abs(shifted[k]) - Math.abs(whole);
        }
        double already = Sums.of(longer);
        DoubleSupplier further = vector.further(shifted);
        return () -> Math.max(0, -(already + further.getAsDouble()) / deviation);
    }
}
