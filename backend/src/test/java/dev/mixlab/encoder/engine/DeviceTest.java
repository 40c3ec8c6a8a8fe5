package dev.mixlab.encoder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.mixlab.common.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of the device, with the PyTorch for processors that the tests run with. */
class DeviceTest {

    @Test
    void thePlainAndTheAutomaticChoiceAreTheProcessorWherePyTorchFindsNoGpu() {
        for (String name : new String[] {"cpu", "auto"}) {
            TensorEngine.useDevice(name);
            try (NDManager manager = TensorEngine.newManager()) {
                assertThat(manager.getDevice().isGpu()).isFalse();
                assertThat(manager.ones(new ai.djl.ndarray.types.Shape(2)).getDevice())
                        .isEqualTo(manager.getDevice());
            }
        }
        assertThat(TensorEngine.device()).isEqualTo("cpu()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "gpu:0", "gpu:7"})
    void aGpuThatIsNotThereIsRefusedByNameWithTheWayOut(String name) {
        try (NDManager inUse = TensorEngine.newManager()) {
            assertThatThrownBy(() -> TensorEngine.useDevice(name))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("--device " + name + ": PyTorch")
                    .hasMessageContaining("finds no GPU here")
                    .hasMessageContaining("PYTORCH_LIBRARY_PATH");
            assertThat(inUse.isOpen()).isTrue();
        }
        assertThat(TensorEngine.device()).isEqualTo("cpu()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu:", "gpu:-1", "tpu", "cpu:0", "gpu:1234"})
    void otherNamesAreRefusedWithTheRule(String name) {
        assertThatThrownBy(() -> TensorEngine.useDevice(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--device %s: must be auto, cpu or gpu:N, such as gpu:0", name);
    }
}
