package dev.mixlab.mixing.intervention;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.SmallModels;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.engine.ScoredExample;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchingEffectsTest {

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
                PatchingEffects patching = PatchingEffects.of(model, BUDGET, example);
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
    void wordsThatAreTheSameLoseExactlyNothingInTheFirstLayer() {
        EncodedExample example = SmallModels.sentence("nine", 9);
        try (MaskedLanguageModel model = SmallModels.of("bert", Precision.FLOAT64, SmallModels.USUAL_WEIGHTS)) {
            double[] lost = PatchingEffects.of(model, BUDGET, example).differences();
            for (int token = 0; token < 2 * example.length(); token++) {
                boolean same = token < example.length() && example.inputIds()[token] == example.counterfactual()[token];
                assertThat(lost[token] == 0).as("layer and token %s", token).isEqualTo(same);
            }
        }
    }

    @Test
    void aCounterfactualSentenceOfAnotherLengthIsRefused() {
        EncodedExample example = SmallModels.sentence("short", 5);
        assertThatThrownBy(() -> example.withCounterfactual(new int[] {2, 3}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("example short: a counterfactual sentence of 2 tokens for one of 5");
    }

    @Test
    void aSentenceWithoutOneIsSkippedWithTheReasonWhileOthersAreScored() {
        List<EncodedExample> sentences = List.of(
                SmallModels.sentence("one", 6), SmallModels.sentence("two", 6).withCounterfactual(new int[0]));
        List<ScoredExample> scored = new ArrayList<>();
        try (MaskedLanguageModel model = SmallModels.of("bert", Precision.FLOAT32, SmallModels.USUAL_WEIGHTS);
                ScoreEngine engine = new ScoreEngine(
                        model,
                        ScoringMethods.of(List.of("value_patching_diff", "value_patching_prob", "attn")),
                        ScoreOptions.standard().skippingInvalidScores())) {
            engine.score(sentences, scored::add, () -> false);
        }
        assertThat(scored.get(0).maps())
                .extracting(MixingMap::method)
                .containsExactly("value_patching_diff", "value_patching_prob", "attn");
        assertThat(scored.get(1).maps()).extracting(MixingMap::method).containsExactly("attn");
        assertThat(scored.get(1).skipReasons())
                .containsOnlyKeys("value_patching_diff", "value_patching_prob")
                .containsEntry(
                        "value_patching_diff",
                        "example two: its cue is no word whose other number is known with as many tokens, so that there is no sentence to patch values from");
    }
}
