package dev.mixlab.mixing;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/** Holds scores against the tensors of a reference model that have the methods' ids as names. */
public final class ReferenceAgreement {

    private ReferenceAgreement() {}

    /** Scores every single sentence of a model of {@code reference-beyond} by all methods, and compares all of their scores. */
    public static void check(String name, Precision precision, List<String> methods, double tolerance) {
        List<ScoringMethod> scored = ScoringMethods.of(methods);
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision);
                ScoreEngine engine = new ScoreEngine(model, scored, ScoreOptions.standard())) {
            List<EncodedExample> examples = reference.cases("single").stream()
                    .map(ScoreEngineReferenceTest::example)
                    .toList();
            engine.score(
                    examples,
                    example -> {
                        String id = examples.get(example.index()).id();
                        assertThat(example.maps()).hasSameSizeAs(methods);
                        for (MixingMap map : example.maps()) {
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
