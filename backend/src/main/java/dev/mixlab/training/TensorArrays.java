package dev.mixlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Converts between the engine's arrays and tensors in memory, for F32 and F64 without rounding. */
final class TensorArrays {

    private TensorArrays() {}

    static Tensor tensor(String name, NDArray array) {
        dev.mixlab.weights.tensor.DataType type = array.getDataType() == DataType.FLOAT64
                ? dev.mixlab.weights.tensor.DataType.F64
                : dev.mixlab.weights.tensor.DataType.F32;
        TensorInfo info = new TensorInfo(
                name, type, Arrays.stream(array.getShape().getShape()).boxed().toList());
        return new Tensor(info, array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
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
