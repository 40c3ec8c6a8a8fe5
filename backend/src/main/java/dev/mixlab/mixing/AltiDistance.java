package dev.mixlab.mixing;

import dev.mixlab.mixing.ContributionMethod.Measure;

/**
 * How near the vectors T_ij = centre(r_ij) * gain1 / s_i are to the row Y_i that they add up to: max(0, |Y_i| - |Y_i -
 * T_ij|) in L1 norms (Ferrando et al. 2022).
 *
 * @param eps what is added to the variance in s_i = sqrt(var(y_i) + eps)
 * @param shift what is added to each component of T_ij - Y_i
 */
record AltiDistance(double eps, double shift) {

    /** Scores of the vectors that a row is given; the two norms are subtracted component by component, while their digits last. */
    Measure of(ReceivingRow row) {
        double deviation = Math.sqrt(row.variance() + eps);
        double[] centred = row.centred();
        double[] gain = row.first().gain();
        double[] bias = row.first().bias();
        double[] whole = new double[centred.length];
        double[] shifted = new double[centred.length];
        for (int k = 0; k < centred.length; k++) {
            whole[k] = Math.abs(centred[k] * gain[k] + bias[k] * deviation);
            shifted[k] = centred[k] * gain[k] + (bias[k] - shift) * deviation;
        }
        double[] further = new double[centred.length];
        return vector -> {
            double[] gained = vector.gained();
            for (int k = 0; k < further.length; k++) {
                further[k] = Math.abs(gained[k] - shifted[k]) - whole[k];
            }
            return Math.max(0, -Sums.of(further) / deviation);
        };
    }
}
