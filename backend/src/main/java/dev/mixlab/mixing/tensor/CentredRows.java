package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;

/**
 * The centred input of a layer norm with its variance.
 *
 * @param centred rows minus their mean [.., H]
 * @param variance mean of the squared components, plus eps [.., 1]
 * @param deviation root of the variance [.., 1]
 */
public record CentredRows(NDArray centred, NDArray variance, NDArray deviation) {

    public static CentredRows of(NDArray rows, double eps) {
        NDArray centred = rows.sub(rows.mean(new int[] {-1}, true));
        NDArray variance = centred.square().mean(new int[] {-1}, true).add(eps);
        return new CentredRows(centred, variance, variance.sqrt());
    }

    public CentredRows expandDims(int axis) {
        return new CentredRows(centred.expandDims(axis), variance.expandDims(axis), deviation.expandDims(axis));
    }

    /** Returns how the norm scales the rows after {@code change}, which is centred itself, has been added to them. */
    public Rescaling add(NDArray change, double eps) {
        double size = change.getShape().get(change.getShape().dimension() - 1);
        NDArray difference = centred.mul(2)
                .add(change)
                .muli(change)
                .sum(new int[] {-1}, true)
                .div(size);
        NDArray inverse = variance.add(difference).maximum(eps).sqrt().pow(-1);
        NDArray denominator = inverse.mul(deviation).add(1).mul(deviation);
        NDArray factor = difference.neg().mul(inverse).mul(inverse).div(denominator);
        return new Rescaling(inverse, factor);
    }

    /**
     * The scaling of a changed row. With deviations s before and s' after the change, the normalised row changes by change / s' + centred
     * (1/s' - 1/s).
     *
     * @param inverse 1/s'
     * @param factor 1/s' - 1/s, from the difference of the variances and so without cancellation
     */
    public record Rescaling(NDArray inverse, NDArray factor) {}
}
