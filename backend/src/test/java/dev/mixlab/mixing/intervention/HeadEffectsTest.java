package dev.mixlab.mixing.intervention;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.tensor.ComponentRows;
import dev.mixlab.text.EncodedExample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadEffectsTest {

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
    void importanceAndAblationAgreeWithTheReference(String name) {
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            reference.cases("single").forEach(entry -> {
                EncodedExample example = ScoreEngineReferenceTest.example(entry);
                HeadEffects effects = HeadEffects.of(model, MachineBudget.ofMachine(), example);
                close(effects.importance(), reference, example.id(), "head_importance_diff");
                close(effects.ablation(), reference, example.id(), "head_ablation_diff");
            });
        }
    }

    private static void close(double[] actual, ReferenceModel reference, String id, String what) {
        float[] expected = reference.expected(id, what).floats();
        assertThat(relativeDifference(ComponentRows.floats(actual), expected))
                .as("%s of %s", what, id)
                .isLessThan(1e-6);
    }
}
