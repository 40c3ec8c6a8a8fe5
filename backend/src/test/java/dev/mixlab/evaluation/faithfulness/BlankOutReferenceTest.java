package dev.mixlab.evaluation.faithfulness;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlankOutReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6"
    })
    void blankOutAgreesWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(precision)) {
            List<EncodedExample> examples = examples(reference);
            List<BlankOut> results = BlankOut.of(probabilities(model), examples, () -> false);
            for (int i = 0; i < examples.size(); i++) {
                String id = examples.get(i).id();
                assertThat(relativeDifference(
                                floats(results.get(i).drops()),
                                reference.expected(id, "blank_out").floats()))
                        .as(id)
                        .isLessThan(tolerance);
                assertThat(results.get(i).probability())
                        .isCloseTo(reference.expected(id, "prob_good").floats()[0], within(1e-6));
            }
        }
    }

    @Test
    void theSizeOfTheBatchesChangesNothing() {
        try (ReferenceModel reference = ReferenceModel.of("electra");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            List<EncodedExample> examples = examples(reference).subList(0, 2);
            List<BlankOut> large = BlankOut.of(probabilities(model), examples, () -> false);
            List<BlankOut> small =
                    BlankOut.of(new GoodProbabilities(model, new MachineBudget(1, 1)), examples, () -> false);
            for (int i = 0; i < examples.size(); i++) {
                assertThat(small.get(i).drops()).containsExactly(large.get(i).drops(), within(1e-14));
            }
        }
    }

    @Test
    void cancellingStopsBeforeTheNextBatch() {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            assertThatThrownBy(() -> BlankOut.of(probabilities(model), examples(reference), () -> true))
                    .isInstanceOf(CancelledException.class);
        }
    }

    private static GoodProbabilities probabilities(MaskedLanguageModel model) {
        return new GoodProbabilities(model, MachineBudget.ofMachine());
    }

    private static List<EncodedExample> examples(ReferenceModel reference) {
        return reference.cases("single").stream().map(Examples::of).toList();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
