package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.tensor.Sums;

/**
 * The inputs of the two layer norms at one target row.
 *
 * @param centred input of layer norm 1 minus its mean [H]
 * @param variance variance of the input of layer norm 1
 * @param outputVariance variance of the input of layer norm 2
 * @param first layer norm 1
 * @param second layer norm 2
 */
record TargetNorms(double[] centred, double variance, double outputVariance, Norm first, Norm second) {

    /**
     * A layer norm.
     *
     * @param gain [H]
     * @param bias [H]
     * @param eps constant added to the variance under the root
     */
    record Norm(double[] gain, double[] bias, double eps) {}

    /**
     * Creates the norms of a row from the inputs of both layer norms.
     *
     * @param y input of layer norm 1 [H], of which the mean is taken away
     * @param u input of layer norm 2 [H], of which nothing is left
     */
    static TargetNorms of(double[] y, double[] u, Norm first, Norm second) {
        return new TargetNorms(y, variance(centre(y)), variance(centre(u)), first, second);
    }

    /** Returns the scale of layer norm 1, 1 / sqrt(var(y) + eps). */
    double firstScale() {
        return 1 / Math.sqrt(variance + first.eps);
    }

    /** Returns the scale of layer norm 2, 1 / sqrt(var(u) + eps). */
    double secondScale() {
        return 1 / Math.sqrt(outputVariance + second.eps);
    }

    /** Subtracts the mean from each of the numbers, in place. */
    private static double[] centre(double[] numbers) {
        double mean = Sums.mean(numbers);
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] -= mean;
        }
        return numbers;
    }

    private static double variance(double[] centred) {
        return Sums.ofSquares(centred, new double[centred.length]) / centred.length;
    }
}
