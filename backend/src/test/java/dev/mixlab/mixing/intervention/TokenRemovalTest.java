package dev.mixlab.mixing.intervention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.intervention.TokenRemoval.Answered;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRemovalTest {

    @ParameterizedTest
    @CsvSource({"bert, FLOAT32", "roberta, FLOAT32", "electra, FLOAT64", "distilbert, FLOAT32", "albert, FLOAT64"})
    void droppingNothingIsThePlainPassToTheBit(String name, Precision precision) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision);
                NDManager scope = TensorEngine.newManager()) {
            for (JsonNode entry : reference.cases("single")) {
                EncodedExample example = ScoreEngineReferenceTest.example(entry);
                TokenRemoval removal = new TokenRemoval(model, scope, MachineBudget.ofMachine(), example);
                int[] all = IntStream.range(0, example.length()).toArray();
                NDArray hidden = model.walk(model.exampleBatch(scope, List.of(example)), (layer, trace) -> {});
                double[] logits = logits(model, hidden, example);
                assertThat(removal.whole().good()).isEqualTo(logits[0]);
                assertThat(removal.whole().bad()).isEqualTo(logits[1]);
                for (int layer = 0; layer < model.config().layers(); layer++) {
                    assertThat(removal.without(layer, List.of(all))).containsExactly(removal.whole());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-10", "distilbert, FLOAT64, 1e-10", "albert, FLOAT64, 1e-10"
    })
    void droppedTokensAreThoseThatAMaskHidesFromTheLayerOn(String name, Precision precision, double tolerance) {
        Random random = new Random(3);
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision);
                NDManager scope = TensorEngine.newManager()) {
            for (JsonNode entry : reference.cases("single")) {
                EncodedExample example = ScoreEngineReferenceTest.example(entry);
                TokenRemoval removal = new TokenRemoval(model, scope, MachineBudget.ofMachine(), example);
                for (int layer = 0; layer < model.config().layers(); layer++) {
                    List<int[]> kept = List.of(some(random, example), some(random, example), some(random, example));
                    List<Answered> answers = removal.without(layer, kept);
                    for (int i = 0; i < kept.size(); i++) {
                        double[] slow = masked(model, scope, example, layer, kept.get(i));
                        assertThat(answers.get(i).good()).isCloseTo(slow[0], within(tolerance));
                        assertThat(answers.get(i).bad()).isCloseTo(slow[1], within(tolerance));
                        assertThat(inOnePass(model, scope, example, layer, kept.get(i)))
                                .containsExactly(slow, within(tolerance));
                    }
                }
            }
        }
    }

    @Test
    void theTargetCannotBeDropped() {
        try (ReferenceModel reference = ReferenceModel.beyond("bert_relu");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32);
                NDManager scope = TensorEngine.newManager()) {
            EncodedExample example =
                    ScoreEngineReferenceTest.example(reference.cases("single").get(0));
            TokenRemoval removal = new TokenRemoval(model, scope, MachineBudget.ofMachine(), example);
            int[] others = IntStream.range(0, example.length())
                    .filter(token -> token != example.target())
                    .toArray();

            assertThatThrownBy(() -> removal.without(1, List.of(others)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the target cannot be dropped");
        }
    }

    /** The target, and each other token with a probability of a half. */
    private static int[] some(Random random, EncodedExample example) {
        return IntStream.range(0, example.length())
                .filter(token -> token == example.target() || random.nextBoolean())
                .toArray();
    }

    /** The slow way: every token stays, and from the layer on the attention to the dropped ones is masked. */
    private static double[] masked(
            MaskedLanguageModel model, NDManager scope, EncodedExample example, int from, int[] kept) {
        float[] terms = new float[example.length()];
        Arrays.fill(terms, Float.NEGATIVE_INFINITY);
        IntStream.of(kept).forEach(token -> terms[token] = 0);
        NDArray mask = scope.create(terms, new Shape(1, 1, 1, terms.length))
                .toType(model.precision().dataType(), false);
        NDArray x = model.embed(model.exampleBatch(scope, List.of(example)));
        for (int layer = 0; layer < model.config().layers(); layer++) {
            x = model.layer(layer, x, layer < from ? null : mask).out();
        }
        return logits(model, x, example);
    }

    private static double[] inOnePass(
            MaskedLanguageModel model, NDManager scope, EncodedExample example, int layer, int[] kept) {
        NDArray last = TokenRemoval.pass(model, model.exampleBatch(scope, List.of(example)), layer, kept);
        return logits(model, last, example, Arrays.binarySearch(kept, example.target()));
    }

    private static double[] logits(MaskedLanguageModel model, NDArray hidden, EncodedExample example) {
        return logits(model, hidden, example, example.target());
    }

    private static double[] logits(MaskedLanguageModel model, NDArray hidden, EncodedExample example, int place) {
        NDArray target = hidden.getManager().create(new long[] {place}, new Shape(1, 1));
        NDArray logits = model.logits(model.gatherRows(hidden, target)).squeeze(1);
        double[] all = logits.toType(DataType.FLOAT64, false).toDoubleArray();
        return new double[] {all[example.goodId()], all[example.badId()]};
    }
}
