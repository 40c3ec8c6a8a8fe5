package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.Activation;

/**
 * The change g(a + d) - g(a) of an activation function g for any change d of its input a. Where d is small the two values nearly agree, and
 * their difference would lose its digits; there it is g'(a) d + g''(a) d^2 / 2. At the bound between the two ways, both have a relative
 * error of about the two-thirds power of the precision: 1e-5 in single precision and 1e-11 in double precision. The bound grows with |a|
 * above 1, as the rounding of g(a) does, while the terms of higher order vanish there.
 *
 * @param activation g
 * @param input a, of any shape
 * @param output g(a)
 * @param slope g'(a)
 * @param bend g''(a) / 2
 * @param reach the size below which a change is small
 */
record ActivationChange(
        Activation activation, NDArray input, NDArray output, NDArray slope, NDArray bend, NDArray reach) {

    /** Half the distance from 1 to the next number, times 6, to the power of 1/3. */
    private static final double SMALL_IN_SINGLE = 7e-3;

    private static final double SMALL_IN_DOUBLE = 9e-6;

    /** Prepares the changes at an input a. */
    static ActivationChange at(Activation activation, NDArray input) {
        return new ActivationChange(
                activation,
                input,
                activation.apply(input),
                ArrayScope.returning(() -> activation.derivative(input)),
                ArrayScope.returning(() -> activation.curvature(input).divi(2)),
                ArrayScope.returning(() -> input.abs().maximum(1).muli(small(input.getDataType()))));
    }

    /** Returns the same with an axis of size 1 before an axis. */
    ActivationChange expandDims(int axis) {
        return new ActivationChange(
                activation,
                input.expandDims(axis),
                output.expandDims(axis),
                slope.expandDims(axis),
                bend.expandDims(axis),
                reach.expandDims(axis));
    }

    /** Returns g(a + d) - g(a) for changes d, whose shape may have more elements along the axes in which a has one. */
    NDArray of(NDArray change) {
        if (activation == Activation.RELU) {
            return change.add(input.minimum(0)).maximum(output.neg());
        }
        try (NDArray far = outputChange(change);
                NDArray small = isSmall(change);
                NDArray near = change.mul(bend).addi(slope).muli(change)) {
            return NDArrays.where(small, near, far);
        }
    }

    /** Returns the difference of the two outputs. */
    private NDArray outputChange(NDArray change) {
        try (NDArray changed = change.add(input)) {
            return activation.apply(changed).subi(output);
        }
    }

    private NDArray isSmall(NDArray change) {
        try (NDArray size = change.abs()) {
            return size.lt(reach);
        }
    }

    private static double small(DataType type) {
        return type == DataType.FLOAT64 ? SMALL_IN_DOUBLE : SMALL_IN_SINGLE;
    }
}
