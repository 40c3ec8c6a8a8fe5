package dev.mixlab.evaluation.quantity;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogitLensTest {

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "distilbert, FLOAT32, 1e-5", "albert, FLOAT32, 1e-5", "xlm-roberta, FLOAT32, 1e-5",
        "camembert, FLOAT32, 1e-5", "bert_gelu_new, FLOAT32, 1e-5", "bert_relu, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6",
        "distilbert, FLOAT64, 1e-6", "albert, FLOAT64, 1e-6", "xlm-roberta, FLOAT64, 1e-6",
        "camembert, FLOAT64, 1e-6", "bert_gelu_new, FLOAT64, 1e-6", "bert_relu, FLOAT64, 1e-6"
    })
    void answersOfAllLayersAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(precision)) {
            List<EncodedExample> examples =
                    reference.cases("single").stream().map(Examples::of).toList();
            List<LogitLens> lenses = LogitLens.of(model, examples, MachineBudget.ofMachine(), () -> false);
            for (int i = 0; i < examples.size(); i++) {
                Expected expected = new Expected(reference, examples.get(i).id(), tolerance);
                expected.close("logits_good", lenses.get(i).good());
                expected.close("logits_bad", lenses.get(i).bad());
                expected.close("prob_good", lenses.get(i).probability());
                assertThat(ComponentRows.floats(lenses.get(i).rank())).containsExactly(expected.of("rank_good"));
            }
        }
    }

    private record Expected(ReferenceModel reference, String id, double tolerance) {

        float[] of(String what) {
            return reference.expected(id, "logit_lens_" + what).floats();
        }

        void close(String what, double[] actual) {
            assertThat(relativeDifference(ComponentRows.floats(actual), of(what)))
                    .as("%s of %s", what, id)
                    .isLessThan(tolerance);
        }
    }

    @Test
    void aModelWithoutAHeadIsRefused() {
        try (ReferenceModel reference = ReferenceModel.beyond("bert_no_head");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            EncodedExample example = Examples.of(4, 1);
            assertThatThrownBy(() -> LogitLens.of(model, List.of(example), MachineBudget.ofMachine(), () -> false))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("the logit lens, which turns the states of all layers into words, needs");
        }
    }
}
