package dev.mixlab.mixing.intervention;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnockoutTest {

    private static final List<ScoringMethod> METHODS =
            ScoringMethods.of(List.of("knockout_value_diff", "knockout_value_prob", "knockout_edge_diff"));

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-6",
        "roberta, FLOAT32, 1e-6",
        "electra, FLOAT32, 1e-6",
        "distilbert, FLOAT32, 1e-6",
        "albert, FLOAT32, 1e-6",
        "xlm-roberta, FLOAT32, 1e-6",
        "camembert, FLOAT32, 1e-6",
        "bert_gelu_new, FLOAT32, 1e-6",
        "bert_relu, FLOAT32, 1e-6",
        "bert, FLOAT64, 1e-6",
        "roberta, FLOAT64, 1e-6",
        "electra, FLOAT64, 1e-6",
        "distilbert, FLOAT64, 1e-6",
        "albert, FLOAT64, 1e-6",
        "xlm-roberta, FLOAT64, 1e-6",
        "camembert, FLOAT64, 1e-6",
        "bert_gelu_new, FLOAT64, 1e-6",
        "bert_relu, FLOAT64, 1e-6"
    })
    void scoresAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision);
                ScoreEngine engine = new ScoreEngine(model, METHODS, ScoreOptions.standard())) {
            List<EncodedExample> examples = reference.cases("single").stream()
                    .map(ScoreEngineReferenceTest::example)
                    .toList();
            engine.score(
                    examples,
                    scored -> {
                        String id = examples.get(scored.index()).id();
                        assertThat(scored.maps()).hasSameSizeAs(METHODS);
                        for (MixingMap map : scored.maps()) {
                            float[] expected =
                                    reference.expected(id, map.method()).floats();
                            assertThat(relativeDifference(map.values(), expected))
                                    .as("%s of %s", map.method(), id)
                                    .isLessThan(tolerance);
                        }
                    },
                    () -> false);
        }
    }
}
