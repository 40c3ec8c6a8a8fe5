package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.layer.NormWeights;

/**
 * The backward pass of a layer norm whose deviation is a constant; the gradient through the mean stays.
 *
 * @param scale gain over deviation, of the shape of the norm's input
 */
record NormBackward(NDArray scale) {

    private static final int[] COMPONENTS = {-1};

    /** Creates the pass at the input of a layer norm [.., H]. */
    static NormBackward at(NDArray input, NormWeights norm) {
        return scaled(inverseDeviation(input, norm), norm);
    }

    /** Creates the pass from what {@link #inverseDeviation} found at the input [.., 1]. */
    static NormBackward scaled(NDArray inverseDeviation, NormWeights norm) {
        return new NormBackward(inverseDeviation.mul(norm.gain()));
    }

    /** Computes one over the deviation of each row of a layer norm's input: [.., H] to [.., 1]. */
    static NDArray inverseDeviation(NDArray input, NormWeights norm) {
        NDArray variance = input.sub(input.mean(COMPONENTS, true)).square().mean(COMPONENTS, true);
        NDArray deviation = variance.add(norm.eps()).sqrt();
        return deviation.onesLike().div(deviation);
    }

    /** Maps the gradient at the norm's output to that at its input. */
    NDArray gradient(NDArray above) {
        NDArray scaled = above.mul(scale);
        return scaled.sub(scaled.mean(COMPONENTS, true));
    }
}
