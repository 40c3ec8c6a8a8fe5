package dev.mixlab.encoder.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of a model's parameters, and the tensors they are made from. */
public final class ParameterArrays {

    private ParameterArrays() {}

    /** The values in the engine's own memory, in the model's precision. */
    public static NDArray of(NDManager manager, float[] values, Shape shape, Precision precision) {
        try (NDArray lent = manager.create(values, shape)) {
            return precision == Precision.FLOAT32 ? lent.duplicate() : lent.toType(precision.dataType(), true);
        }
    }

    /** A tensor that may take the place of a parameter's values; refused by name when it is missing, of another shape, or not finite. */
    public static Tensor checked(Parameter parameter, @Nullable Tensor tensor) {
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
        return tensor;
    }

    public static List<Long> shape(Parameter parameter) {
        return Arrays.stream(parameter.getShape().getShape()).boxed().toList();
    }
}
