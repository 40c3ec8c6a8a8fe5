package dev.mixlab.mixing.engine;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ReferenceTensors;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps, rollouts and attributions of further families and activations. */
class FurtherFamiliesScoresTest {

    /** What the reference holds of every further model with a head. */
    private static final Set<String> TENSORS = Set.of(
            "prob_good",
            "prob_bad",
            "value_zeroing_cosine_raw",
            "value_zeroing_cosine",
            "value_zeroing_rollout",
            "attn",
            "attn_rollout",
            "attn_norm",
            "attn_norm_rollout",
            "attn_norm_res",
            "attn_norm_res_ln",
            "globenc",
            "globenc_rollout_rownorm",
            "alti",
            "alti_rollout",
            "grad_x_input",
            "grad_x_input_diff",
            "contribution_weights",
            "attnlrp",
            "attnlrp_diff",
            "cp_lrp",
            "cp_lrp_diff",
            "gim",
            "gim_diff",
            "knockout_value_diff",
            "knockout_value_prob",
            "knockout_edge_diff");

    @ParameterizedTest
    @CsvSource({
        "distilbert, FLOAT32, 1e-5", "albert, FLOAT32, 1e-5", "xlm-roberta, FLOAT32, 1e-5",
        "camembert, FLOAT32, 1e-5", "bert_gelu_new, FLOAT32, 1e-5", "bert_relu, FLOAT32, 1e-5",
        "distilbert, FLOAT64, 1e-6", "albert, FLOAT64, 1e-6", "xlm-roberta, FLOAT64, 1e-6",
        "camembert, FLOAT64, 1e-6", "bert_gelu_new, FLOAT64, 1e-6", "bert_relu, FLOAT64, 1e-6"
    })
    void everyMethodAgreesWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision);
                ScoreEngine engine = new ScoreEngine(model, ScoringMethods.all(), ScoreOptions.standard())) {
            List<EncodedExample> examples = reference.cases("single").stream()
                    .map(ScoreEngineReferenceTest::example)
                    .toList();
            engine.score(
                    examples,
                    scored -> {
                        Agreement agreement = new Agreement(
                                reference, examples.get(scored.index()).id(), tolerance, new TreeSet<>());
                        agreement.check(scored);
                        assertThat(agreement.compared()).containsAll(TENSORS);
                    },
                    () -> false);
        }
    }

    /** DecompX has no golden numbers of these models, but its contributions add up to the logit in every layer. */
    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "albert", "xlm-roberta", "camembert", "bert_gelu_new", "bert_relu"})
    void decompositionsAddUpToTheLogits(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64);
                ScoreEngine engine =
                        new ScoreEngine(model, ScoringMethods.of(List.of("decompx")), ScoreOptions.standard())) {
            List<EncodedExample> examples = reference.cases("single").stream()
                    .map(ScoreEngineReferenceTest::example)
                    .toList();
            engine.score(
                    examples,
                    scored -> {
                        MixingMap map = scored.maps().get(0);
                        for (int layer = 0; layer < map.layers(); layer++) {
                            double sum = 0;
                            for (int token = 0; token < map.tokens(); token++) {
                                sum += map.at(layer, 0, token);
                            }
                            assertThat(sum).isCloseTo(scored.logitGood(), within(1e-5));
                        }
                    },
                    () -> false);
        }
    }

    private record Agreement(ReferenceModel reference, String id, double tolerance, Set<String> compared) {

        void check(ScoredExample scored) {
            check("prob_good", (float) scored.probabilityGood());
            check("prob_bad", (float) scored.probabilityBad());
            for (MixingMap map : scored.maps()) {
                List<ReferenceTensors.Tensor> tensors = ReferenceTensors.of(map.method());
                tensors.forEach(tensor -> check(tensor.name(), tensor.values().apply(map)));
                if (tensors.isEmpty()) {
                    check(map.method(), map.values());
                }
            }
        }

        private void check(String what, float... actual) {
            if (reference.tensors().contains(id + "/" + what)) {
                compared.add(what);
                assertThat(relativeDifference(
                                actual, reference.expected(id, what).floats()))
                        .as("%s of %s", what, id)
                        .isLessThan(tolerance);
            }
        }
    }
}
