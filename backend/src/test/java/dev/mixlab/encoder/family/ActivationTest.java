package dev.mixlab.encoder.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.common.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {

    private static final double[] INPUTS = {-40, -7.5, -3, -1.2, -0.4, -1e-3, 2e-3, 0.3, 0.9, 2.5, 6, 40};
    private static final double STEP = 1e-5;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theDerivativeIsTheLimitOfDifferences(Activation activation) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray inputs = manager.create(INPUTS);
            double[] derivative = activation.derivative(inputs).toDoubleArray();
            double[] above = activation.apply(inputs.add(STEP)).toDoubleArray();
            double[] below = activation.apply(inputs.sub(STEP)).toDoubleArray();
            for (int i = 0; i < INPUTS.length; i++) {
                assertThat(derivative[i])
                        .as("at %s", INPUTS[i])
                        .isCloseTo((above[i] - below[i]) / (2 * STEP), within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theCurvatureIsTheLimitOfDifferencesOfTheDerivative(Activation activation) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray inputs = manager.create(INPUTS);
            double[] curvature = activation.curvature(inputs).toDoubleArray();
            double[] above = activation.derivative(inputs.add(STEP)).toDoubleArray();
            double[] below = activation.derivative(inputs.sub(STEP)).toDoubleArray();
            for (int i = 0; i < INPUTS.length; i++) {
                assertThat(curvature[i])
                        .as("at %s", INPUTS[i])
                        .isCloseTo((above[i] - below[i]) / (2 * STEP), within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theSlopeFromTheOriginTimesTheInputIsTheValue(Activation activation) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray inputs = manager.create(INPUTS);
            double[] products = activation.slopeFromOrigin(inputs).mul(inputs).toDoubleArray();
            double[] values = activation.apply(inputs).toDoubleArray();
            for (int i = 0; i < INPUTS.length; i++) {
                assertThat(products[i]).as("at %s", INPUTS[i]).isCloseTo(values[i], within(1e-11));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gelu, GELU", "gelu_python, GELU", "gelu_new, GELU_NEW", "gelu_pytorch_tanh, GELU_NEW", "gelu_fast, GELU_NEW",
        "gelu_accurate, GELU_NEW", "gelu_python_tanh, GELU_NEW", "relu, RELU", "silu, SILU", "swish, SILU"
    })
    void aFunctionHasSeveralNames(String name, Activation activation) {
        assertThat(Activation.of("hidden_act", name)).isEqualTo(activation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick_gelu", "gelu_10", "relu2", "tanh", "mish", "GELU", ""})
    void anyOtherFunctionIsRefusedByItsName(String name) {
        assertThatThrownBy(() -> Activation.of("activation", name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("config.json: activation %s is not supported, only gelu, gelu_new", name);
    }

    /** The published formula of gelu_fast, whose constant has ten digits. */
    @Test
    void geluFastIsGeluNewToTheRoundingOfItsConstant() {
        try (NDManager manager = NDManager.newBaseManager()) {
            double[] values = Activation.GELU_NEW.apply(manager.create(INPUTS)).toDoubleArray();
            for (int i = 0; i < INPUTS.length; i++) {
                double x = INPUTS[i];
                double fast = 0.5 * x * (1 + Math.tanh(x * 0.7978845608 * (1 + 0.044715 * x * x)));
                assertThat(values[i]).as("at %s", x).isCloseTo(fast, within(1e-11));
            }
        }
    }
}
