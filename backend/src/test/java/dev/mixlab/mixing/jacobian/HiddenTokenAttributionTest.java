package dev.mixlab.mixing.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Trace;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.PaddedScores;
import dev.mixlab.mixing.TinyModels;
import dev.mixlab.mixing.method.ContextMixingMethod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTokenAttributionTest {

    private static final int[] SHORT = {1, 5, 3, 9, 2};
    private static final int[] LONG = {1, 4, 7, 3, 10, 11, 6, 2};
    private static final double STEP = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"gelu", "gelu_new", "relu", "silu"})
    void normsAreThoseOfFiniteDifferencesThroughEachLayer(String activation) {
        try (MaskedLanguageModel model = TinyModels.random(activation, Precision.FLOAT64);
                NDManager scope = NDManager.newBaseManager()) {
            Trace trace = model.trace(model.batch(scope, List.of(SHORT)));
            List<List<double[]>> maps = PaddedScores.maps(model, new HiddenTokenAttribution(), 7, List.of(SHORT));
            for (int l = 0; l < maps.size(); l++) {
                double[] differences = differences(model, trace.hidden(l), l, l);
                assertThat(maps.get(l).get(0)).containsExactly(differences, within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gelu", "gelu_new", "relu", "silu"})
    void globalNormsAreThoseOfFiniteDifferencesFromTheEmbeddings(String activation) {
        try (MaskedLanguageModel model = TinyModels.random(activation, Precision.FLOAT64);
                NDManager scope = NDManager.newBaseManager()) {
            Trace trace = model.trace(model.batch(scope, List.of(SHORT)));
            List<List<double[]>> maps = PaddedScores.maps(model, new HiddenTokenAttributionGlobal(), 7, List.of(SHORT));
            for (int l = 0; l < maps.size(); l++) {
                double[] differences = differences(model, trace.hidden(0), 0, l);
                assertThat(maps.get(l).get(0)).containsExactly(differences, within(1e-8));
            }
        }
    }

    @Test
    void inTheFirstLayerBothAreTheSame() {
        try (MaskedLanguageModel model = TinyModels.random("gelu", Precision.FLOAT64)) {
            double[] layer = PaddedScores.maps(model, new HiddenTokenAttribution(), 50, List.of(LONG))
                    .get(0)
                    .get(0);
            double[] global = PaddedScores.maps(model, new HiddenTokenAttributionGlobal(), 50, List.of(LONG))
                    .get(0)
                    .get(0);
            assertThat(layer).containsExactly(global, within(1e-12));
        }
    }

    @Test
    void normsDependNeitherOnPaddingNorOnTheSizeOfSlices() {
        for (ContextMixingMethod method : List.of(new HiddenTokenAttribution(), new HiddenTokenAttributionGlobal())) {
            try (MaskedLanguageModel model = TinyModels.random("gelu", Precision.FLOAT64)) {
                List<List<double[]>> padded = PaddedScores.maps(model, method, 3, List.of(SHORT, LONG));
                List<List<double[]>> one = PaddedScores.maps(model, method, 1000, List.of(SHORT));
                List<List<double[]>> other = PaddedScores.maps(model, method, 1000, List.of(LONG));
                for (int l = 0; l < padded.size(); l++) {
                    assertThat(padded.get(l).get(0)).containsExactly(one.get(l).get(0), within(1e-12));
                    assertThat(padded.get(l).get(1))
                            .containsExactly(other.get(l).get(0), within(1e-12));
                }
            }
        }
    }

    /** Norms of the blocks of the Jacobian of the output of layer {@code last} in x, the input of layer {@code first}. */
    private static double[] differences(MaskedLanguageModel model, NDArray x, int first, int last) {
        double[] at = x.toDoubleArray();
        int tokens = (int) x.getShape().get(1);
        int hidden = (int) x.getShape().get(2);
        double[] squares = new double[tokens * tokens];
        for (int k = 0; k < at.length; k++) {
            double[] above = out(model, x, moved(at, k, STEP), first, last);
            double[] below = out(model, x, moved(at, k, -STEP), first, last);
            for (int m = 0; m < above.length; m++) {
                double slope = (above[m] - below[m]) / (2 * STEP);
                squares[m / hidden * tokens + k / hidden] += slope * slope;
            }
        }
        for (int k = 0; k < squares.length; k++) {
            squares[k] = Math.sqrt(squares[k]);
        }
        return squares;
    }

    private static double[] moved(double[] values, int k, double step) {
        double[] moved = values.clone();
        moved[k] += step;
        return moved;
    }

    private static double[] out(MaskedLanguageModel model, NDArray x, double[] values, int first, int last) {
        Shape shape = x.getShape();
        NDArray state = x.getManager().create(values, shape);
        for (int l = first; l <= last; l++) {
            state = model.layer(l, state, null).out();
        }
        return state.toDoubleArray();
    }
}
