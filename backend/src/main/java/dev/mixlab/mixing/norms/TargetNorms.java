package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.tensor.Sums;

/**
 * A row of a layer as its two norms see it.
 *
 * @param centred input of layer norm 1 minus its mean [H]
 * @param variance of that input
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
     * @param eps what is added to the variance under the root
     */
    record Norm(double[] gain, double[] bias, double eps) {}

    /**
     * The row of such inputs.
     *
     * @param y input of layer norm 1 [H], of which the mean is taken away
     * @param u input of layer norm 2 [H], of which nothing is left
     */
    static TargetNorms of(double[] y, double[] u, Norm first, Norm second) {
        return new TargetNorms(y, variance(centre(y)), variance(centre(u)), first, second);
    }

    /** 1 / sqrt(var(y) + eps). */
    double firstScale() {
        return 1 / Math.sqrt(variance + first.eps);
    }

    /** 1 / sqrt(var(u) + eps). */
    double secondScale() {
        return 1 / Math.sqrt(outputVariance + second.eps);
    }

    /** The numbers, from each of which their mean was taken. */
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
