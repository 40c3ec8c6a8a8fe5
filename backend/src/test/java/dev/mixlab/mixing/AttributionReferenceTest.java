package dev.mixlab.mixing;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionReferenceTest {

    /** All but DecompX, whose sums are tested by themselves, and methods whose numbers are in another folder. */
    private static final List<AttributionMethod> METHODS = AttributionMethods.all().stream()
            .filter(method -> !Set.of("decompx", "relevance_propagation", "knockout", "value_patching")
                    .contains(method.info().family()))
            .toList();

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6"
    })
    void scoresAndWhatTheyMissOfTheirSumAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.of(name);
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
                            close(map.values(), reference, id, map.method(), tolerance);
                            assertThat(map.deltas() != null)
                                    .isEqualTo(map.method().startsWith("integrated"));
                            if (map.deltas() != null) {
                                close(map.deltas(), reference, id, map.method() + "_delta", tolerance);
                            }
                        }
                    },
                    () -> false);
        }
    }

    private static void close(float[] actual, ReferenceModel reference, String id, String what, double tolerance) {
        assertThat(relativeDifference(actual, reference.expected(id, what).floats()))
                .as("%s of %s", what, id)
                .isLessThan(tolerance);
    }
}
