package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Arrays of a model's parameters. */
final class ParameterArrays {

    private ParameterArrays() {}

    /** The values in the engine's own memory, in the model's precision. */
    static NDArray of(NDManager manager, float[] values, Shape shape, Precision precision) {
        try (NDArray lent = manager.create(values, shape)) {
            return precision == Precision.FLOAT32 ? lent.duplicate() : lent.toType(precision.dataType(), true);
        }
    }
}
