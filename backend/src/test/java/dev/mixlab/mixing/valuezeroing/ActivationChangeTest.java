package dev.mixlab.mixing.valuezeroing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.family.Activation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The change of an activation against the integral of its derivative, in which nothing cancels. */
class ActivationChangeTest {

    private static final double[] INPUTS = {-30, -4, -2.1, -0.7518, -0.3, -1e-4, 0, 1e-6, 0.02, 0.5, 1.7, 3, 25};
    private static final double[] CHANGES = {
        1e-25, -1e-18, 1e-12, -3e-8, 1e-6, -8e-6, 1e-5, -2.6e-5, 2.8e-5, -1e-4, 6.9e-3, -7.1e-3, 0.0118, -0.012, 0.0209,
        -0.0211, 0.0279, -0.0281, 0.05, 0.174, -0.176, -0.4, 1
    };
    private static final int PIECES = 300;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void aChangeKeepsItsDigitsWhateverItsSizeInSinglePrecision(Activation activation) {
        compare(activation, DataType.FLOAT32, 4e-5);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void aChangeKeepsItsDigitsWhateverItsSizeInDoublePrecision(Activation activation) {
        compare(activation, DataType.FLOAT64, 1e-10);
    }

    /** The error of a change is measured against the change of the input, because the slope of some functions is 0 at some places. */
    private static void compare(Activation activation, DataType type, double tolerance) {
        try (NDManager manager = NDManager.newBaseManager()) {
            for (double input : INPUTS) {
                NDArray inputs = manager.create(input).reshape(1).toType(type, false);
                NDArray changes = manager.create(CHANGES).toType(type, false);
                double[] computed = ActivationChange.at(activation, inputs)
                        .of(changes)
                        .toType(DataType.FLOAT64, false)
                        .toDoubleArray();
                double[] exact = changes.toType(DataType.FLOAT64, false).toDoubleArray();
                double start = inputs.toType(DataType.FLOAT64, false).toDoubleArray()[0];
                for (int i = 0; i < exact.length; i++) {
                    double scale = Math.abs(exact[i]) * Math.max(1, Math.abs(start) / 4);
                    assertThat(computed[i])
                            .as("%s at %s changed by %s", activation, input, exact[i])
                            .isCloseTo(integral(manager, activation, start, exact[i]), within(tolerance * scale));
                }
            }
        }
    }

    /** The mean of the derivative over the change, by Simpson's rule, times the change. */
    private static double integral(NDManager manager, Activation activation, double start, double change) {
        if (activation == Activation.RELU) {
            return start > 0 ? Math.max(change, -start) : Math.max(change + start, 0);
        }
        double[] places = new double[2 * PIECES + 1];
        for (int k = 0; k < places.length; k++) {
            places[k] = start + change * k / (2 * PIECES);
        }
        double[] slopes = activation.derivative(manager.create(places)).toDoubleArray();
        double sum = 0;
        for (int k = 0; k < slopes.length; k++) {
            sum += slopes[k] * (k == 0 || k == 2 * PIECES ? 1 : 2 + 2 * (k % 2));
        }
        return change * sum / (6 * PIECES);
    }
}
