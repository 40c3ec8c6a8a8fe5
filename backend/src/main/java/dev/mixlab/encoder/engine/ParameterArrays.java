package dev.mixlab.encoder.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes arrays of a model's parameters, and compares parameters with the tensors that they are made from. */
public final class ParameterArrays {

    /** Number of elements that are copied at a time: 16 MiB of floats. */
    private static final int PART = 1 << 22;

    private ParameterArrays() {}

    /** Copies values into the engine's own memory, in the model's precision. */
    public static NDArray of(NDManager manager, float[] values, Shape shape, Precision precision) {
        try (NDArray view = manager.create(values, shape)) {
            return precision == Precision.FLOAT32 ? view.duplicate() : view.toType(precision.dataType(), true);
        }
    }

    /** Copies the elements of a tensor into the engine's own memory, in the model's precision and a part at a time. */
    public static NDArray of(NDManager manager, Tensor tensor, Shape shape, Precision precision) {
        long elements = shape.size();
        if (elements <= PART) {
            return of(manager, tensor.floats(), shape, precision);
        }
        NDArray array = manager.create(shape, precision.dataType());
        try (NDArray flat = array.flatten()) {
            for (long from = 0; from < elements; from += PART) {
                float[] values = tensor.floats(from, Math.toIntExact(Math.min(PART, elements - from)));
                try (NDArray part = of(manager, values, new Shape(values.length), precision)) {
                    flat.set(new NDIndex("{}:{}", from, from + values.length), part);
                }
            }
        }
        return array;
    }

    /**
     * Checks that a tensor may take the place of a parameter's values.
     *
     * @throws WeightFileException naming the tensor when it is missing, of another shape, or not finite
     */
    public static void requireFit(Parameter parameter, @Nullable Tensor tensor) {
        List<Long> shape = shape(parameter);
        if (tensor == null) {
            throw new WeightFileException("tensor %s: missing".formatted(parameter.getName()));
        }
        if (!tensor.info().shape().equals(shape)) {
            throw new WeightFileException("tensor %s: shape %s where %s is needed"
                    .formatted(tensor.name(), tensor.info().shape(), shape));
        }
        if (tensor.firstNotFinite().isPresent()) {
            throw new WeightFileException("tensor %s: holds a number that is not finite".formatted(tensor.name()));
        }
    }

    /** Returns the shape of a parameter as stored tensors state it. */
    public static List<Long> shape(Parameter parameter) {
        return Arrays.stream(parameter.getShape().getShape()).boxed().toList();
    }
}
