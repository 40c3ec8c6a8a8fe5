package dev.mixlab.mixing.valuezeroing;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadZeroingTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void mapsOfEveryHeadAgreeWithTheReferenceAndTheTargetsRowWithTheMap(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            reference
                    .cases("single")
                    .forEach(entry -> check(model, reference, ScoreEngineReferenceTest.example(entry)));
        }
    }

    private static void check(MaskedLanguageModel model, ReferenceModel reference, EncodedExample example) {
        int heads = model.config().heads();
        int tokens = example.length();
        int size = heads * tokens * tokens;
        double[] all = new double[model.config().layers() * size];
        try (NDManager scope = TensorEngine.newManager()) {
            NDArray target = scope.create(new long[] {example.target()}, new Shape(1, 1));
            model.walk(model.exampleBatch(scope, List.of(example)), (layer, trace) -> {
                double[] maps = of(model, layer, trace);
                System.arraycopy(maps, 0, all, layer * size, size);
                double[] rows = of(model, layer, trace.only(target));
                for (int head = 0; head < heads; head++) {
                    int row = (head * tokens + example.target()) * tokens;
                    assertThat(Arrays.copyOfRange(rows, head * tokens, (head + 1) * tokens))
                            .containsExactly(Arrays.copyOfRange(maps, row, row + tokens), within(1e-13));
                }
            });
        }
        float[] expected = reference
                .expected(example.id(), "value_zeroing_heads_cosine_raw")
                .floats();
        assertThat(relativeDifference(ComponentRows.floats(all), expected))
                .as(example.id())
                .isLessThan(1e-6);
    }

    private static double[] of(MaskedLanguageModel model, int layer, LayerTrace trace) {
        return HeadZeroing.distances(model.config(), model.weights(layer), trace);
    }
}
