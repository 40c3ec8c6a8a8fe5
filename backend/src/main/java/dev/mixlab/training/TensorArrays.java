package dev.mixlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Converts between the engine's arrays and tensors in memory, for F32 and F64 without rounding. */
final class TensorArrays {

    private TensorArrays() {}

    /** Returns arrays as tensors, each of which is copied when it is read. */
    static TensorSource source(Map<String, NDArray> arrays) {
        return new TensorSource() {
            @Override
            public List<TensorInfo> tensors() {
                return arrays.entrySet().stream()
                        .map(array -> info(array.getKey(), array.getValue()))
                        .toList();
            }

            @Override
            public Tensor read(String name) {
                NDArray array = Objects.requireNonNull(arrays.get(name), name);
                return new Tensor(info(name, array), array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
            }
        };
    }

    private static TensorInfo info(String name, NDArray array) {
        dev.mixlab.weights.tensor.DataType type = array.getDataType() == DataType.FLOAT64
                ? dev.mixlab.weights.tensor.DataType.F64
                : dev.mixlab.weights.tensor.DataType.F32;
        return new TensorInfo(
                name, type, Arrays.stream(array.getShape().getShape()).boxed().toList());
    }

    static NDArray array(NDManager manager, Tensor tensor) {
        DataType type =
                tensor.info().type() == dev.mixlab.weights.tensor.DataType.F64 ? DataType.FLOAT64 : DataType.FLOAT32;
        ByteBuffer data = tensor.data();
        Shape shape = new Shape(
                tensor.info().shape().stream().mapToLong(Long::longValue).toArray());
        return type == DataType.FLOAT64
                ? manager.create(data.asDoubleBuffer(), shape, type)
                : manager.create(data.asFloatBuffer(), shape, type);
    }
}
