package dev.mixlab.evaluation.randomisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.EvaluatedExample;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.EvaluationInput.StoredMaps;
import dev.mixlab.evaluation.EvaluationInput.Watch;
import dev.mixlab.evaluation.EvaluationResult;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.statistics.Correlations;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeightRandomisationEvaluationTest {

    private static final List<String> METHODS = List.of("value_zeroing_cosine", "attn", "grad_x_input", "random");

    private final ReferenceModel reference = ReferenceModel.of("bert");
    private MaskedLanguageModel model = reference.load(Precision.FLOAT32);
    private List<EvaluatedExample> examples = List.of();
    private EvaluationResult result = new EvaluationResult(0, List.of(), List.of());

    @BeforeEach
    void evaluate() {
        examples = reference.cases("single").stream()
                .map(Examples::of)
                .limit(3)
                .map(encoded -> new EvaluatedExample(encoded, "ana", "singular", true, 1, Examples.FIRST_WORD))
                .toList();
        List<List<MixingMap>> maps = maps(model);
        StoredMaps stored =
                visitor -> IntStream.range(0, examples.size()).forEach(index -> visitor.accept(maps.get(index), index));
        Watch watch = new Watch() {
            @Override
            public void done(double share) {}

            @Override
            public boolean shallStop() {
                return false;
            }
        };
        List<MethodVariant> views = ScoringMethods.of(METHODS).stream()
                .flatMap(method -> MethodVariant.of(method.info()).stream())
                .toList();
        result = new WeightRandomisationEvaluation()
                .evaluate(new EvaluationInput(
                        model,
                        examples,
                        views,
                        stored,
                        EvaluatingSettings.standard(),
                        MachineBudget.ofMachine(),
                        watch));
    }

    @AfterEach
    void close() {
        model.close();
        reference.close();
    }

    private List<List<MixingMap>> maps(MaskedLanguageModel scored) {
        List<EncodedExample> encoded =
                examples.stream().map(EvaluatedExample::encoded).toList();
        List<List<MixingMap>> maps = new ArrayList<>(Collections.nCopies(encoded.size(), List.of()));
        try (ScoreEngine engine = new ScoreEngine(scored, ScoringMethods.of(METHODS), ScoreOptions.standard())) {
            engine.score(encoded, one -> maps.set(one.index(), one.maps()), () -> false);
        }
        return maps;
    }

    private double[] values(RandomisedPart part, String method, int layer) {
        MeasureValues column = result.columns(part.measure().id()).stream()
                .filter(values -> values.view().equals(new MethodVariant(method, Aggregation.NONE)))
                .findFirst()
                .orElseThrow();
        return column.layer(layer);
    }

    @Test
    void scoresThatHaveNothingToDoWithTheModelDoNotChange() {
        for (RandomisedPart part : RandomisedPart.values()) {
            for (int layer = 0; layer < model.config().layers(); layer++) {
                assertThat(values(part, "random", layer))
                        .as("%s, layer %s", part, layer)
                        .containsOnly(1);
            }
        }
    }

    @Test
    void scoresOfALayerChangeOnlyWithWhatLiesBelowThem() {
        int layers = model.config().layers();
        for (RandomisedPart part : RandomisedPart.values()) {
            int first = layers - part.layers(model.config());
            for (int layer = 0; layer < layers; layer++) {
                double[] attention = values(part, "attn", layer);
                if (layer < first) {
                    assertThat(attention).as("%s, layer %s", part, layer).containsOnly(1);
                } else {
                    assertThat(Arrays.stream(attention))
                            .as("%s, layer %s", part, layer)
                            .anyMatch(value -> value < 0.999);
                }
            }
        }
        assertThat(Arrays.stream(values(RandomisedPart.HEAD, "grad_x_input", 0)))
                .as("what explains the prediction changes with the head already")
                .anyMatch(value -> value < 0.999);
    }

    @Test
    void theAgreementIsSpearmansOfTheTargetsRowWithThatOfTheReinitialisedModel() {
        List<List<MixingMap>> trained = maps(model);
        List<List<MixingMap>> drawn;
        try (MaskedLanguageModel other = RandomisedPart.HALF.reinitialise(
                model, EvaluatingSettings.standard().seed())) {
            drawn = maps(other);
        }
        int last = model.config().layers() - 1;
        for (int place = 0; place < METHODS.size(); place++) {
            double[] stored = values(RandomisedPart.HALF, METHODS.get(place), last);
            for (int index = 0; index < examples.size(); index++) {
                int target = examples.get(index).encoded().target();
                double expected = Correlations.spearman(
                        others(trained.get(index).get(place), last, target),
                        others(drawn.get(index).get(place), last, target));
                assertThat(stored[index]).as(METHODS.get(place)).isEqualTo((float) expected);
            }
        }
    }

    /** The target's row of a layer as absolute values, without the target itself. */
    private static double[] others(MixingMap map, int layer, int target) {
        float[] row = map.row(target);
        int tokens = map.tokens();
        return IntStream.range(0, tokens)
                .filter(token -> token != target)
                .mapToDouble(token -> Math.abs(row[layer * tokens + token]))
                .toArray();
    }
}
