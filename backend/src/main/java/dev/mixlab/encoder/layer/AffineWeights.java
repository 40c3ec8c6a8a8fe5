package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/**
 * An affine map.
 *
 * @param weight [out, in]
 * @param bias [out]
 */
public record AffineWeights(NDArray weight, NDArray bias) {

    /** Maps the last axis from [.., in] to [.., out]; the result belongs to the manager of the input. */
    public NDArray apply(NDArray input) {
        return Linear.linear(input, weight, bias).singletonOrThrow();
    }
}
