package dev.mixlab.mixing;

/**
 * The vector that a token j gives to a row i: f_ij = sum over heads of a_ijh W_h v_jh, or r_ii = f_ii + x_i. It is held minus
 * the mean of its own components, which is all that a layer norm sees of it. One object is used for many vectors in turn.
 */
final class GivenVector {

    private final double[] centred;
    private final double[] gained;
    private final double[] gain;
    private final double[] squares;
    private double mean;
    private boolean isGained;

    /**
     * A place for vectors.
     *
     * @param gain of layer norm 1 [H]
     */
    GivenVector(double[] gain) {
        this.gain = gain;
        centred = new double[gain.length];
        gained = new double[gain.length];
        squares = new double[gain.length];
    }

    /** Where the vector minus its mean is put [H]. */
    double[] replaced(double newMean) {
        mean = newMean;
        isGained = false;
        return centred;
    }

    /** L2 norm of the vector itself, with the mean's share added, so that nothing cancels. */
    double norm() {
        return Math.sqrt(Sums.ofSquares(centred, squares) + centred.length * mean * mean);
    }

    /** The vector minus its mean, times the gain of layer norm 1 [H]; not to be changed. */
    double[] gained() {
        if (!isGained) {
            for (int k = 0; k < gain.length; k++) {
                gained[k] = centred[k] * gain[k];
            }
            isGained = true;
        }
        return gained;
    }

    /** L2 norm of {@link #gained}. */
    double gainedNorm() {
        return Math.sqrt(Sums.ofSquares(gained(), squares));
    }
}
