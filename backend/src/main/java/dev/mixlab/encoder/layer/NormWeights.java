package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/**
 * Layer normalisation (Ba et al. 2016) over the last axis.
 *
 * @param gain [size]
 * @param bias [size]
 * @param eps constant added to the variance under the root
 */
public record NormWeights(NDArray gain, NDArray bias, double eps) {

    /** Normalises an array; the result belongs to the manager of the input. */
    public NDArray apply(NDArray input) {
        Shape last = gain.getShape();
        return LayerNorm.layerNorm(input, last, gain, bias, (float) eps).singletonOrThrow();
    }
}
