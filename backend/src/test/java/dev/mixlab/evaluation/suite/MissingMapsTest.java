package dev.mixlab.evaluation.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.Evaluation;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationInput.StoredMaps;
import dev.mixlab.evaluation.EvaluationInput.Watch;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.cues.CueAlignmentEvaluation;
import dev.mixlab.evaluation.faithfulness.FaithfulnessEvaluation;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sentence whose scores by one method were refused: that method's measures of it are undefined, all others are as ever. */
class MissingMapsTest {

    private static final List<String> METHODS = List.of("globenc", "attn");
    private static final int WITHOUT = 1;

    static Stream<Evaluation> evaluations() {
        return Stream.of(new CueAlignmentEvaluation(), new FaithfulnessEvaluation());
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void measuresAreUndefinedWhereAMapIsMissing(Evaluation evaluation) {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            List<EvaluatedExample> examples = reference.cases("single").stream()
                    .map(Examples::of)
                    .limit(3)
                    .map(encoded -> new EvaluatedExample(encoded, "ana", "singular", true, 1, Examples.FIRST_WORD))
                    .toList();
            EvaluationResult whole = evaluation.evaluate(input(model, examples, examples.size()));
            EvaluationResult missing = evaluation.evaluate(input(model, examples, WITHOUT));

            assertThat(missing.columns()).hasSameSizeAs(whole.columns());
            for (int c = 0; c < whole.columns().size(); c++) {
                same(missing.columns().get(c), whole.columns().get(c));
            }
        }
    }

    private static void same(MeasureValues missing, MeasureValues whole) {
        boolean refused = whole.view().method().equals(METHODS.get(0));
        for (int layer = 0; layer < whole.layers(); layer++) {
            double[] expected = whole.layer(layer);
            assertThat(expected).doesNotContain(Double.NaN);
            if (refused) {
                expected[WITHOUT] = Double.NaN;
            }
            assertThat(missing.layer(layer)).as(whole.measure()).isEqualTo(expected);
        }
    }

    /** Random maps by two methods, of which the first has none of one sentence. */
    private static EvaluationInput input(MaskedLanguageModel model, List<EvaluatedExample> examples, int without) {
        int layers = model.config().layers();
        StoredMaps maps = visitor -> {
            for (int index = 0; index < examples.size(); index++) {
                List<MixingMap> made = new ArrayList<>();
                for (String method : METHODS) {
                    if (index != without || !method.equals(METHODS.get(0))) {
                        made.add(map(
                                method, layers, examples.get(index).encoded().length(), index));
                    }
                }
                visitor.accept(made, index);
            }
        };
        List<MethodVariant> views = METHODS.stream()
                .map(method -> new MethodVariant(method, Aggregation.NONE))
                .toList();
        Watch watch = new Watch() {
            @Override
            public void done(double share) {}

            @Override
            public boolean shallStop() {
                return false;
            }
        };
        return new EvaluationInput(
                model, examples, views, maps, EvaluatingSettings.standard(), MachineBudget.ofMachine(), watch);
    }

    private static MixingMap map(String method, int layers, int tokens, int seed) {
        Random random = new Random(method.hashCode() + seed);
        float[] values = new float[layers * tokens * tokens];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return MixingMap.of(method, layers, tokens, values);
    }
}
