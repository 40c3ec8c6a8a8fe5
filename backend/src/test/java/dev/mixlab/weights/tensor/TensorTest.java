package dev.mixlab.weights.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.WeightFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {

    @ParameterizedTest
    @EnumSource(names = {"F64", "F32", "F16", "BF16"})
    void findsTheFirstElementThatIsNotFinite(DataType type) {
        float[] values = new float[30_000];
        assertThat(Tensor.of("w", List.of(300L, 100L), values).as(type).firstNotFinite())
                .isEmpty();
        values[20_007] = Float.NEGATIVE_INFINITY;
        values[25_000] = Float.NaN;

        Tensor broken = Tensor.of("w", List.of(300L, 100L), values).as(type);

        assertThat(broken.firstNotFinite()).hasValue(20_007);
        assertThatThrownBy(() -> FiniteElements.require("some.safetensors", broken))
                .isInstanceOf(WeightFileException.class)
                .hasMessage("some.safetensors: tensor w: the element at [200, 7] is not a finite number");
    }

    @Test
    void readsDoublesAsTheNearestFloatsAndRefusesThoseThatNoFloatHolds() {
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(0.1).putDouble(1e300).flip();
        Tensor tensor = new Tensor(new TensorInfo("w", DataType.F64, List.of(2L)), data);

        assertThat(tensor.floats()).containsExactly(0.1f, Float.POSITIVE_INFINITY);
        assertThat(tensor.firstNotFinite()).hasValue(1);
    }

    @Test
    void givesEveryReaderAPositionOfItsOwn() {
        Tensor tensor = Tensor.of("w", List.of(2L), new float[] {1, 2});

        assertThat(tensor.data().getFloat()).isEqualTo(1f);
        assertThat(tensor.data().getFloat()).isEqualTo(1f);
        assertThat(tensor.data().isReadOnly()).isTrue();
    }

    @Test
    void refusesDataThatDoesNotFillTheShapeAndWholeNumbersAsFloats() {
        TensorInfo info = new TensorInfo("ids", DataType.I64, List.of(2L));

        assertThatThrownBy(() -> new Tensor(info, ByteBuffer.allocate(15)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("tensor ids: 15 bytes for I64 [2]");
        assertThatThrownBy(() -> new Tensor(info, ByteBuffer.allocate(16)).floats())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("type I64");
        assertThat(new Tensor(info, ByteBuffer.allocate(16)).firstNotFinite()).isEmpty();
    }
}
