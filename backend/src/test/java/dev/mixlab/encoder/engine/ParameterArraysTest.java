package dev.mixlab.encoder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParameterArraysTest {

    /** More elements than are copied at a time, and no multiple of them. */
    private static final int ROWS = 2_099;

    private static final int COLUMNS = 2_003;

    @Test
    void aLargeTensorIsCopiedToItsLastElement() {
        float[] values = new float[ROWS * COLUMNS];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Tensor tensor = Tensor.of("words", List.of((long) ROWS, (long) COLUMNS), values);
        try (NDManager manager = TensorEngine.newManager()) {
            NDArray single = ParameterArrays.of(manager, tensor, new Shape(ROWS, COLUMNS), Precision.FLOAT32);
            assertThat(single.getShape()).isEqualTo(new Shape(ROWS, COLUMNS));
            assertThat(Arrays.equals(single.toFloatArray(), values)).isTrue();

            NDArray twice = ParameterArrays.of(manager, tensor, new Shape(ROWS, COLUMNS), Precision.FLOAT64);
            assertThat(twice.get(ROWS - 1, COLUMNS - 1).getDouble()).isEqualTo(values[values.length - 1]);

            Tensor half = tensor.as(DataType.F16);
            NDArray fromHalf = ParameterArrays.of(manager, half, new Shape(ROWS, COLUMNS), Precision.FLOAT32);
            assertThat(Arrays.equals(fromHalf.toFloatArray(), half.floats())).isTrue();
        }
    }
}
