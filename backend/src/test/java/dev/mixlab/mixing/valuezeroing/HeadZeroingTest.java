package dev.mixlab.mixing.valuezeroing;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadZeroingTest {

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6",
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5"
    })
    void mapsOfEveryHeadAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision)) {
            for (MachineBudget budget : List.of(MachineBudget.of(64 << 20), new MachineBudget(64 << 20, 1))) {
                reference.cases("single").forEach(entry -> {
                    EncodedExample example = ScoreEngineReferenceTest.example(entry);
                    float[] expected = reference
                            .expected(example.id(), "value_zeroing_heads_cosine_raw")
                            .floats();
                    assertThat(relativeDifference(ComponentRows.floats(maps(model, budget, example)), expected))
                            .as(example.id())
                            .isLessThan(tolerance);
                });
            }
        }
    }

    /** Two sentences of one length in one batch, and each by itself. */
    @Test
    void rowsOfTargetsAreThoseOfTheMaps() {
        try (ReferenceModel reference = ReferenceModel.beyond("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            EncodedExample first =
                    ScoreEngineReferenceTest.example(reference.cases("single").get(0));
            int[] ids = first.inputIds().clone();
            ids[1] = ids[2];
            EncodedExample second = new EncodedExample(
                    "second", ids, first.pieces(), first.wordOfPiece(), 1, new int[0], first.goodId(), first.badId());
            List<EncodedExample> both = List.of(first, second);
            MachineBudget budget = MachineBudget.of(64 << 20);
            List<double[]> maps =
                    both.stream().map(one -> maps(model, budget, one)).toList();
            int tokens = first.length();
            int heads = model.config().heads();
            AtomicInteger compared = new AtomicInteger();
            try (ModelContext context = new ModelContext(model, budget);
                    NDManager scope = TensorEngine.newManager()) {
                HeadZeroing.ofTargets(context, scope, both, (layer, rows) -> {
                    for (int b = 0; b < both.size(); b++) {
                        for (int head = 0; head < heads; head++) {
                            int row = ((layer * heads + head) * tokens
                                            + both.get(b).target())
                                    * tokens;
                            assertThat(Arrays.copyOfRange(rows.get(b), head * tokens, (head + 1) * tokens))
                                    .containsExactly(Arrays.copyOfRange(maps.get(b), row, row + tokens), within(1e-13));
                            compared.incrementAndGet();
                        }
                    }
                });
            }
            assertThat(compared).hasValue(both.size() * heads * model.config().layers());
        }
    }

    /** Computes the maps of all layers [L, heads, T, T]. */
    private static double[] maps(MaskedLanguageModel model, MachineBudget budget, EncodedExample example) {
        int size = model.config().heads() * example.length() * example.length();
        double[] all = new double[model.config().layers() * size];
        try (ModelContext context = new ModelContext(model, budget);
                NDManager scope = TensorEngine.newManager()) {
            TokenBatch batch = model.exampleBatch(scope, List.of(example));
            model.walk(batch, (layer, trace) -> {
                LayerContext whole = new LayerContext(context, layer, batch, trace, new Memo());
                System.arraycopy(HeadZeroing.distances(whole).get(0), 0, all, layer * size, size);
            });
        }
        return all;
    }
}
