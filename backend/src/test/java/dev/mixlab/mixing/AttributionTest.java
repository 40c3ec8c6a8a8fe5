package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.AttributionOptions.Baseline;
import dev.mixlab.mixing.method.AttributionOptions.Rule;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {

    private static final double STEP = 1e-5;

    @ParameterizedTest
    @CsvSource({"bert,", "roberta,", "electra,", "bert, _diff", "roberta, _diff", "electra, _diff"})
    void gradientsAreTheSlopesThatDifferencesShow(String family, String suffix) {
        String objective = Objects.requireNonNullElse(suffix, "");
        EncodedExample example = AttributionRun.example("one", 5);
        try (MaskedLanguageModel model = AttributionRun.model(family, Precision.FLOAT64);
                AttributionRun run = new AttributionRun(model);
                NDManager scope = NDManager.newBaseManager("PyTorch")) {
            AttributionRun.Made scores = run.of(List.of(example));
            double[] norms = scores.get("grad_norm_l2" + objective, 0).scores();
            double[] products = scores.get("grad_x_input" + objective, 0).scores();
            double[] productNorms = scores.get("grad_x_input_l2" + objective, 0).scores();
            List<NDArray> inputs = inputs(model, scope, example);
            for (int layer = 0; layer < 2; layer++) {
                for (int token = 0; token < 5; token++) {
                    Slopes slopes = slopes(model, inputs.get(layer), example, !objective.isEmpty(), layer, token);
                    int at = layer * 5 + token;
                    assertThat(norms[at]).isCloseTo(slopes.norm(), within(1e-6));
                    assertThat(products[at]).isCloseTo(slopes.product(), within(1e-6));
                    assertThat(productNorms[at]).isCloseTo(slopes.productNorm(), within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void aSequencesScoresDependOnNothingButItself(String family) {
        List<EncodedExample> examples = List.of(
                AttributionRun.example("short", 4),
                AttributionRun.example("long", 9),
                AttributionRun.example("one", 1));
        try (MaskedLanguageModel model = AttributionRun.model(family, Precision.FLOAT64);
                AttributionRun large = new AttributionRun(model);
                AttributionRun small =
                        new AttributionRun(model, new MachineBudget(1, 1), AttributionOptions.standard())) {
            AttributionRun.Made together = large.of(examples);
            for (int b = 0; b < examples.size(); b++) {
                AttributionRun.Made alone = small.of(List.of(examples.get(b)));
                for (String method : together.byMethod().keySet()) {
                    assertThat(together.get(method, b).scores())
                            .as("%s of %s", method, examples.get(b).id())
                            .containsExactly(alone.get(method, 0).scores(), within(1e-10));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void integratedGradientsAddToTheRiseFromTheBaseline(String family) {
        try (ReferenceModel reference = ReferenceModel.of(family);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            EncodedExample example =
                    ScoreEngineReferenceTest.example(reference.cases("single").get(1));
            for (Baseline baseline : Baseline.values()) {
                AttributionOptions options = new AttributionOptions(200, baseline, Rule.GAUSS_LEGENDRE);
                try (AttributionRun run = new AttributionRun(model, new MachineBudget(1 << 28, 1000), options)) {
                    AttributionRun.Made scores = run.of(List.of(example));
                    for (String method : List.of("integrated_gradients", "integrated_gradients_diff")) {
                        assertThat(scores.get(method, 0).deltas())
                                .as("%s from %s", method, baseline)
                                .containsExactly(new double[model.config().layers()], within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void fromTheMaskTheyAddToTheRiseFromTheMaskedSentence() {
        EncodedExample example = AttributionRun.example("one", 6);
        AttributionOptions options = new AttributionOptions(100, Baseline.MASK, Rule.GAUSS_LEGENDRE);
        try (MaskedLanguageModel model = AttributionRun.model("bert", Precision.FLOAT64);
                AttributionRun run = new AttributionRun(model, new MachineBudget(1 << 26, 384), options);
                NDManager scope = NDManager.newBaseManager("PyTorch")) {
            int[] masked = example.inputIds().clone();
            Arrays.fill(masked, 1, 5, masked[example.target()]);
            NDArray before = model.embed(model.batch(scope, List.of(masked)));
            NDArray after = inputs(model, scope, example).get(0);
            double rise = objective(model, after, example, false, 0) - objective(model, before, example, false, 0);
            double[] scores =
                    run.of(List.of(example)).get("integrated_gradients", 0).scores();
            assertThat(Arrays.stream(scores, 0, 6).sum()).isCloseTo(rise, within(1e-8));
            assertThat(Arrays.stream(scores, 6, 12).sum()).isCloseTo(rise, within(1e-8));
            assertThat(scores[example.target()]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSentenceThatIsItsOwnBaselineIsRefused(int length) {
        AttributionOptions options = new AttributionOptions(5, Baseline.MASK, Rule.MIDPOINT);
        try (MaskedLanguageModel model = AttributionRun.model("bert", Precision.FLOAT32);
                AttributionRun run = new AttributionRun(model, new MachineBudget(1 << 26, 384), options)) {
            assertThatThrownBy(() -> run.of(List.of(AttributionRun.example("short", length))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("example short: no token between the first and the last is anything but");
        }
    }

    @Test
    void aWordOutsideTheVocabularyIsRefused() {
        EncodedExample good = AttributionRun.example("one", 5);
        EncodedExample broken = new EncodedExample(
                "broken", good.inputIds(), good.pieces(), good.wordOfPiece(), good.target(), new int[0], 7, 30);
        try (MaskedLanguageModel model = AttributionRun.model("bert", Precision.FLOAT32);
                AttributionRun run = new AttributionRun(model)) {
            assertThatThrownBy(() -> run.of(List.of(broken)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("example broken: token id 30 outside the vocabulary of 30");
        }
    }

    @Test
    void nothingIsHeldBeyondABatchButOneCopyOfTheWeights() {
        List<EncodedExample> examples = List.of(AttributionRun.example("a", 6), AttributionRun.example("b", 9));
        try (MaskedLanguageModel model = AttributionRun.model("electra", Precision.FLOAT32);
                AttributionRun run = new AttributionRun(model)) {
            run.of(examples);
            MaskedLanguageModel copy = run.context().inDouble();
            model.manager().cap();
            copy.manager().cap();
            run.context().manager().cap();
            int held = copy.manager().getManagedArrays().size();
            run.of(examples);
            assertThat(run.context().inDouble()).isSameAs(copy);
            assertThat(copy.manager().getManagedArrays()).hasSize(held);
        }
    }

    private static List<NDArray> inputs(MaskedLanguageModel model, NDManager scope, EncodedExample example) {
        List<NDArray> inputs = new ArrayList<>();
        model.trace(model.exampleBatch(scope, List.of(example))).layers().forEach(layer -> inputs.add(layer.x()));
        return inputs;
    }

    private static double objective(
            MaskedLanguageModel model, NDArray x, EncodedExample example, boolean difference, int from) {
        NDArray states = x;
        for (int layer = from; layer < model.config().layers(); layer++) {
            states = model.layer(layer, states, null).out();
        }
        NDArray logits = model.logits(states.get(0, example.target()).expandDims(0));
        double good = logits.getDouble(0, example.goodId());
        return difference ? good - logits.getDouble(0, example.badId()) : good;
    }

    /** One token's gradient, from central differences of the objective. */
    private record Slopes(double norm, double product, double productNorm) {}

    private static Slopes slopes(
            MaskedLanguageModel model, NDArray x, EncodedExample example, boolean difference, int layer, int token) {
        double squares = 0;
        double product = 0;
        double productSquares = 0;
        for (int h = 0; h < model.config().hidden(); h++) {
            double up = objective(model, moved(x, token, h, STEP), example, difference, layer);
            double down = objective(model, moved(x, token, h, -STEP), example, difference, layer);
            double slope = (up - down) / (2 * STEP);
            double share = slope * x.getDouble(0, token, h);
            squares += slope * slope;
            product += share;
            productSquares += share * share;
        }
        return new Slopes(Math.sqrt(squares), product, Math.sqrt(productSquares));
    }

    private static NDArray moved(NDArray x, int token, int component, double by) {
        NDArray moved = x.duplicate();
        moved.set(new NDIndex("0, {}, {}", token, component), x.getDouble(0, token, component) + by);
        return moved;
    }
}
