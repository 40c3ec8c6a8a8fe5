package dev.mixlab.mixing.intervention;

import static dev.mixlab.encoder.ReferenceModel.ints;
import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.text.EncodedExample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePatchingTest {

    private static final MachineBudget BUDGET = MachineBudget.ofMachine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bert",
                "roberta",
                "electra",
                "distilbert",
                "albert",
                "xlm-roberta",
                "camembert",
                "bert_gelu_new",
                "bert_relu"
            })
    void patchedValuesAndTokensWithoutValuesAgreeWithTheReference(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            for (JsonNode entry : reference.cases("single")) {
                EncodedExample example = ScoreEngineReferenceTest.example(entry);
                ValuePatching patching =
                        ValuePatching.of(model, BUDGET, example, ints(entry.get("counterfactual_ids")));
                Expected expected = new Expected(reference, example.id());
                expected.close("value_patching_diff", patching.differences());
                expected.close("value_patching_prob", patching.probabilities());
                expected.close("counterfactual_diff", patching.counterfactual());
                expected.close("knockout_value_all_diff", AllLayersKnockout.differences(model, BUDGET, example));
            }
        }
    }

    private record Expected(ReferenceModel reference, String id) {

        void close(String what, double... actual) {
            assertThat(relativeDifference(
                            ComponentRows.floats(actual),
                            reference.expected(id, what).floats()))
                    .as("%s of %s", what, id)
                    .isLessThan(1e-6);
        }
    }

    @Test
    void aSentenceOfAnotherLengthIsRefused() {
        try (ReferenceModel reference = ReferenceModel.beyond("bert_relu");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            EncodedExample example =
                    ScoreEngineReferenceTest.example(reference.cases("single").get(0));
            assertThatThrownBy(() -> ValuePatching.of(model, BUDGET, example, new int[] {2, 3}))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageEndingWith("a counterfactual sentence of 2 tokens for one of " + example.length());
        }
    }
}
