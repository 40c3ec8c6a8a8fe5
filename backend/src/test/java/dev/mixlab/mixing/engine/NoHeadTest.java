package dev.mixlab.mixing.engine;

import static dev.mixlab.encoder.ReferenceModel.ints;
import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.mixing.AttributionMethods;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.ReferenceTensors;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.training.Accuracy;
import dev.mixlab.training.FineTuning;
import dev.mixlab.training.FineTuningListener;
import dev.mixlab.training.FineTuningSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model without a masked-LM head: all maps and rollouts, no predictions. */
class NoHeadTest {

    private final ReferenceModel reference = ReferenceModel.beyond("bert_no_head");
    private MaskedLanguageModel model = reference.load(Precision.FLOAT32);

    @BeforeEach
    void hasNone() {
        assertThat(model.hasMaskedLmHead()).isFalse();
        assertThat(MaskedLmHeads.isIn(reference.source())).isFalse();
    }

    @AfterEach
    void close() {
        model.close();
        reference.close();
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1e-5", "FLOAT64, 1e-6"})
    void everyMapIsComputedAndValueZeroingAgreesWithTheReference(Precision precision, double tolerance) {
        try (MaskedLanguageModel other = model.copy(precision);
                ScoreEngine engine = new ScoreEngine(other, ContextMixingMethods.all(), ScoreOptions.standard())) {
            assertThat(other.hasMaskedLmHead()).isFalse();
            List<EncodedExample> examples = examples();
            engine.score(
                    examples,
                    scored -> {
                        assertThat(scored.probabilityGood()).isNaN();
                        assertThat(scored.logitBad()).isNaN();
                        assertThat(scored.correct()).isFalse();
                        assertThat(scored.maps()).hasSameSizeAs(ContextMixingMethods.all());
                        Set<String> compared = new TreeSet<>();
                        for (MixingMap map : scored.maps()) {
                            compare(map, examples.get(scored.index()).id(), tolerance, compared);
                        }
                        assertThat(compared)
                                .containsExactly(
                                        "value_zeroing_cosine", "value_zeroing_cosine_raw", "value_zeroing_rollout");
                    },
                    () -> false);
        }
    }

    private void compare(MixingMap map, String id, double tolerance, Set<String> compared) {
        for (ReferenceTensors.Tensor tensor : ReferenceTensors.of(map.method())) {
            if (reference.tensors().contains(id + "/" + tensor.name())) {
                compared.add(tensor.name());
                assertThat(relativeDifference(
                                tensor.values().apply(map),
                                reference.expected(id, tensor.name()).floats()))
                        .as("%s of %s", tensor.name(), id)
                        .isLessThan(tolerance);
            }
        }
    }

    @Test
    void lastHiddenStatesAgreeWithTheReferenceAndThereAreNoLogits() {
        JsonNode first = reference.cases("single").get(0);
        try (NDManager scope = TensorEngine.newManager()) {
            List<float[]> inputs = new ArrayList<>();
            NDArray last = model.walk(
                    model.batch(scope, List.of(ints(first.get("input_ids")))),
                    (layer, trace) ->
                            inputs.add(trace.x().toType(DataType.FLOAT32, true).toFloatArray()));
            float[] all = new float[inputs.size() * inputs.get(0).length + inputs.get(0).length];
            for (int layer = 0; layer < inputs.size(); layer++) {
                System.arraycopy(inputs.get(layer), 0, all, layer * inputs.get(0).length, inputs.get(0).length);
            }
            float[] end = last.toFloatArray();
            System.arraycopy(end, 0, all, all.length - end.length, end.length);
            assertThat(relativeDifference(
                            all,
                            reference
                                    .expected(first.get("id").asText(), "hidden_states")
                                    .floats()))
                    .isLessThan(1e-5);
            assertRefused(() -> model.logits(last), "the prediction of words");
            assertRefused(() -> model.logitsFor(last, last), "the prediction of words");
            assertRefused(model::headWeights, "the prediction of words");
        }
    }

    @Test
    void whatNeedsAHeadSaysSo() {
        List<EncodedExample> examples = examples();
        for (AttributionMethod method : AttributionMethods.all()) {
            assertRefused(
                    () -> new ScoreEngine(model, List.of(method), ScoreOptions.standard()),
                    method.info().id() + ", an attribution of the prediction,");
        }
        assertRefused(
                () -> new FineTuning(model, FineTuningSettings.paper())
                        .run(examples, examples, FineTuningListener.NONE, () -> false),
                "fine-tuning on number agreement");
        assertRefused(() -> Accuracy.of(model, examples, () -> false), "the accuracy on minimal pairs");
        assertRefused(
                () -> new GoodProbabilities(model, MachineBudget.ofMachine()),
                "faithfulness, which compares probabilities of the good word,");
    }

    @Test
    void whatIsThereIsExportedUnderTheFamilysNames() {
        assertThat(model.export())
                .hasSize(5 + 3 * 16)
                .allMatch(tensor -> tensor.name().startsWith("bert."));
    }

    private static void assertRefused(ThrowingCallable work, String purpose) {
        assertThatThrownBy(work)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(purpose + " needs a masked-LM head")
                .hasMessageContaining("mixlab model fit-head");
    }

    private List<EncodedExample> examples() {
        return reference.cases("single").stream()
                .map(entry -> {
                    int[] ids = ints(entry.get("input_ids"));
                    return new EncodedExample(
                            entry.get("id").asText(),
                            ids,
                            Collections.nCopies(ids.length, "x"),
                            new int[ids.length],
                            entry.get("target_index").asInt(),
                            ints(entry.get("cue_indices")),
                            0,
                            0);
                })
                .toList();
    }
}
