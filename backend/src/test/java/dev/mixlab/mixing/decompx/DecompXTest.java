package dev.mixlab.mixing.decompx;

import static dev.mixlab.encoder.ReferenceModel.relativeDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.PaddedScores;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.TinyModels;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoreEngineReferenceTest;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.method.Objective;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecompXTest {

    private static final int[] SHORT = {1, 5, 3, 9, 2};
    private static final int[] LONG = {1, 4, 7, 3, 10, 11, 6, 2};

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6"
    })
    void theTargetsVectorsAgreeWithTheReference(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(precision)) {
            model.manager().cap();
            for (JsonNode entry : reference.cases("single")) {
                EncodedExample example = ScoreEngineReferenceTest.example(entry);
                float[] vectors = floats(DecomposedTarget.vectors(model, example));
                assertThat(relativeDifference(
                                vectors,
                                reference
                                        .expected(example.id(), "decompx_target_vectors")
                                        .floats()))
                        .as(example.id())
                        .isLessThan(tolerance);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-4", "roberta, FLOAT32, 1e-4", "electra, FLOAT32, 1e-4",
        "bert, FLOAT64, 1e-9", "roberta, FLOAT64, 1e-9", "electra, FLOAT64, 1e-9"
    })
    void contributionsOfEveryLayerAddUpToTheLogits(String name, Precision precision, double tolerance) {
        try (ReferenceModel reference = ReferenceModel.of(name);
                MaskedLanguageModel model = reference.load(precision);
                ScoreEngine engine = new ScoreEngine(
                        model, ScoringMethods.of(List.of("decompx", "decompx_diff")), ScoreOptions.standard())) {
            List<EncodedExample> examples = reference.cases("single").stream()
                    .map(ScoreEngineReferenceTest::example)
                    .toList();
            List<Integer> seen = new ArrayList<>();
            engine.score(
                    examples,
                    scored -> {
                        seen.add(scored.index());
                        double good = scored.logitGood();
                        double scale = Math.max(Math.abs(good), Math.abs(scored.logitBad()));
                        check(scored.maps().get(0), good, tolerance * scale);
                        check(scored.maps().get(1), good - scored.logitBad(), tolerance * scale);
                    },
                    () -> false);
            assertThat(seen).hasSameSizeAs(examples);
        }
    }

    private static void check(MixingMap map, double logit, double tolerance) {
        float[] deltas = Objects.requireNonNull(map.deltas());
        assertThat(deltas).hasSize(map.layers());
        for (int l = 0; l < map.layers(); l++) {
            double sum = 0;
            for (int j = 0; j < map.tokens(); j++) {
                sum += map.at(l, 0, j);
            }
            assertThat((double) deltas[l]).isCloseTo(0, within(tolerance));
            assertThat(sum).isCloseTo(logit, within(Math.max(tolerance, 1e-5)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gelu", "gelu_new", "relu", "silu"})
    void thePartsOfEveryStateAddUpToIt(String activation) {
        try (MaskedLanguageModel model = TinyModels.random(activation, Precision.FLOAT64);
                ModelContext context = new ModelContext(model, new MachineBudget(1 << 20, 3));
                NDManager scope = NDManager.newBaseManager()) {
            List<LayerTrace> traces =
                    model.trace(model.batch(scope, List.of(LONG))).layers();
            NDArray own =
                    scope.eye(LONG.length, LONG.length, 0, DataType.FLOAT64).expandDims(0);
            for (int start = 0; start < traces.size(); start++) {
                NDArray parts = new Decomposition(context, start, traces.get(start))
                        .started(own, traces.get(start).x());
                assertParts(parts, traces.get(start));
                for (int l = start + 1; l < traces.size(); l++) {
                    new Decomposition(context, l, traces.get(l)).replace(parts);
                    assertParts(parts, traces.get(l));
                }
            }
        }
    }

    private static void assertParts(NDArray parts, LayerTrace trace) {
        double[] states = trace.out().toType(DataType.FLOAT64, false).toDoubleArray();
        assertThat(parts.sum(new int[] {2}).toDoubleArray()).containsExactly(states, within(1e-9));
    }

    @Test
    void normsDependNeitherOnPaddingNorOnTheSizeOfSlices() {
        try (MaskedLanguageModel model = TinyModels.random("gelu", Precision.FLOAT64)) {
            DecompXNorm method = new DecompXNorm();
            List<List<double[]>> padded = PaddedScores.maps(model, method, 3, List.of(SHORT, LONG));
            List<List<double[]>> one = PaddedScores.maps(model, method, 1000, List.of(SHORT));
            List<List<double[]>> other = PaddedScores.maps(model, method, 1000, List.of(LONG));
            for (int l = 0; l < padded.size(); l++) {
                assertThat(padded.get(l).get(0)).containsExactly(one.get(l).get(0), within(1e-12));
                assertThat(padded.get(l).get(1)).containsExactly(other.get(l).get(0), within(1e-12));
            }
        }
    }

    @Test
    void contributionsDependNeitherOnPaddingNorOnTheSizeOfSlices() {
        try (MaskedLanguageModel model = TinyModels.random("gelu", Precision.FLOAT64)) {
            DecompX method = new DecompX(Objective.DIFFERENCE);
            EncodedExample one = PaddedScores.example(SHORT, 2, 4, 8);
            EncodedExample other = PaddedScores.example(LONG, 5, 3, 11);
            List<Attribution> padded = PaddedScores.attributions(model, method, 3, List.of(one, other));
            Attribution first =
                    PaddedScores.attributions(model, method, 1000, List.of(one)).get(0);
            Attribution second = PaddedScores.attributions(model, method, 1000, List.of(other))
                    .get(0);
            assertThat(padded.get(0).scores()).containsExactly(first.scores(), within(1e-12));
            assertThat(padded.get(1).scores()).containsExactly(second.scores(), within(1e-12));
        }
    }

    @Test
    void theDifferenceIsTheGoodWordsContributionsMinusTheBadWords() {
        try (MaskedLanguageModel model = TinyModels.random("gelu", Precision.FLOAT64)) {
            EncodedExample example = PaddedScores.example(LONG, 3, 5, 9);
            EncodedExample turned = PaddedScores.example(LONG, 3, 9, 5);
            double[] good = scores(model, new DecompX(Objective.GOOD), example);
            double[] bad = scores(model, new DecompX(Objective.GOOD), turned);
            double[] difference = scores(model, new DecompX(Objective.DIFFERENCE), example);
            for (int k = 0; k < difference.length; k++) {
                assertThat(difference[k]).isCloseTo(good[k] - bad[k], within(1e-12));
            }
        }
    }

    private static double[] scores(MaskedLanguageModel model, AttributionMethod method, EncodedExample example) {
        return PaddedScores.attributions(model, method, 100, List.of(example))
                .get(0)
                .scores();
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
