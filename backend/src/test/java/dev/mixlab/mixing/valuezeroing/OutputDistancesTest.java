package dev.mixlab.mixing.valuezeroing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.SmallModels;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.ModelContext;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distances in closed form against the layer run again with each token's values zeroed. */
class OutputDistancesTest {

    private static final int TOKENS = 6;

    static List<String> families() {
        return SmallModels.families();
    }

    @ParameterizedTest
    @MethodSource("families")
    void distancesAreThoseOfTheLayerRunAgain(String family) {
        try (MaskedLanguageModel model = SmallModels.of(family, Precision.FLOAT64, SmallModels.USUAL_WEIGHTS);
                NDManager scope = NDManager.newBaseManager("PyTorch");
                ModelContext context = new ModelContext(model, MachineBudget.ofMachine())) {
            TokenBatch batch = model.exampleBatch(scope, List.of(SmallModels.sentence("any", TOKENS)));
            LayerTrace trace = model.trace(batch).layers().get(1);
            OutputDistances zeroed = OutputDistances.of(new LayerContext(context, 1, batch, trace, new Memo()));
            for (int j = 0; j < TOKENS; j++) {
                double[][] alternatives = runAgain(model, trace, j);
                double[][] outputs = rows(trace.out());
                for (int i = 0; i < TOKENS; i++) {
                    double[] one = outputs[i];
                    double[] other = alternatives[i];
                    int at = i * TOKENS + j;
                    close(zeroed.cosine().get(0)[at], cosine(one, other));
                    close(zeroed.euclidean().get(0)[at], distance(one, other, 2));
                    close(zeroed.manhattan().get(0)[at], distance(one, other, 1));
                    close(zeroed.manhattanNormalised().get(0)[at], distance(unit(one), unit(other), 1));
                    close(Math.sqrt(2 * zeroed.cosine().get(0)[at]), distance(unit(one), unit(other), 2));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-3, 1e-4, 1e-5})
    void singlePrecisionKeepsItsDigitsHoweverSmallTheWeightsAre(double weights) {
        for (String family : families()) {
            OutputDistances single = distances(family, Precision.FLOAT32, weights);
            OutputDistances exact = distances(family, Precision.FLOAT64, weights);
            near(single.cosine().get(0), exact.cosine().get(0));
            near(single.euclidean().get(0), exact.euclidean().get(0));
            near(single.manhattan().get(0), exact.manhattan().get(0));
            near(
                    single.manhattanNormalised().get(0),
                    exact.manhattanNormalised().get(0));
        }
    }

    private static OutputDistances distances(String family, Precision precision, double weights) {
        try (MaskedLanguageModel model = SmallModels.of(family, precision, weights);
                NDManager scope = NDManager.newBaseManager("PyTorch");
                ModelContext context = new ModelContext(model, MachineBudget.ofMachine())) {
            TokenBatch batch = model.exampleBatch(scope, List.of(SmallModels.sentence("any", TOKENS)));
            LayerTrace trace = model.trace(batch).layers().get(1);
            return OutputDistances.of(new LayerContext(context, 1, batch, trace, new Memo()));
        }
    }

    private static void near(double[] single, double[] exact) {
        double largest = DoubleStream.of(exact).max().orElseThrow();
        assertThat(largest).isPositive();
        for (int i = 0; i < exact.length; i++) {
            assertThat(single[i]).isCloseTo(exact[i], within(1e-4 * largest));
        }
    }

    private static double[][] runAgain(MaskedLanguageModel model, LayerTrace trace, int zeroed) {
        LayerWeights weights = model.weights(1);
        NDArray values = trace.values().duplicate();
        values.set(new NDIndex(":, :, {}", zeroed), 0);
        NDArray context = trace.attention()
                .matMul(values)
                .transpose(0, 2, 1, 3)
                .reshape(trace.x().getShape());
        NDArray z = weights.attentionNorm()
                .apply(weights.attentionOutput().apply(context).add(trace.x()));
        NDArray inner = model.config().activation().apply(weights.intermediate().apply(z));
        return rows(weights.outputNorm().apply(weights.output().apply(inner).add(z)));
    }

    private static double[][] rows(NDArray states) {
        double[][] rows = new double[TOKENS][];
        for (int i = 0; i < TOKENS; i++) {
            rows[i] = states.get(new NDIndex("0, {}", i)).toDoubleArray();
        }
        return rows;
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-7 + 1e-9 * expected));
    }

    private static double distance(double[] one, double[] other, int power) {
        double sum = 0;
        for (int c = 0; c < one.length; c++) {
            sum += Math.pow(Math.abs(one[c] - other[c]), power);
        }
        return Math.pow(sum, 1.0 / power);
    }

    private static double cosine(double[] one, double[] other) {
        double chord = distance(unit(one), unit(other), 2);
        return chord * chord / 2;
    }

    private static double[] unit(double[] vector) {
        double norm = distance(vector, new double[vector.length], 2);
        double[] unit = vector.clone();
        for (int c = 0; c < unit.length; c++) {
            unit[c] /= norm;
        }
        return unit;
    }
}
