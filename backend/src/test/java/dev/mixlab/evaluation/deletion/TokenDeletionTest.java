package dev.mixlab.evaluation.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.faithfulness.GoodProbabilities;
import dev.mixlab.evaluation.faithfulness.RankedExample;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDeletionTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "electra"})
    void theBestAndTheWorstOrderOfTheReferenceLieAtOneAndZero(String name) throws IOException {
        JsonNode bounds = expected().at("/aopc_bounds/" + name);
        assertThat(bounds.size()).isGreaterThan(1);
        try (ReferenceModel reference = ReferenceModel.beyond(name);
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            GoodProbabilities probabilities = new GoodProbabilities(model, MachineBudget.ofMachine());
            for (JsonNode entry : reference.cases("single")) {
                EncodedExample example = Examples.of(entry);
                JsonNode ofCase = bounds.path(example.id());
                if (ofCase.isMissingNode()) {
                    continue;
                }
                double[] scores = IntStream.range(0, example.length())
                        .mapToDouble(token -> -token)
                        .toArray();
                Map<DeletionMeasure, double[]> measures = of(7, probabilities, example, scores);
                double lower = ofCase.get("lower").asDouble();
                double upper = ofCase.get("upper").asDouble();
                double whole = value(measures, DeletionMeasure.WHOLE_COMPREHENSIVENESS);
                assertThat(value(measures, DeletionMeasure.NORMALISED_COMPREHENSIVENESS))
                        .as(example.id())
                        .isCloseTo((whole - lower) / (upper - lower), within(1e-6));
                assertThat(OrdinaryTokens.of(example).tokens())
                        .isEqualTo(JsonMapper.builder().build().convertValue(ofCase.get("candidates"), List.class));
            }
        }
    }

    @Test
    void aLongerSentenceHasNoBoundsButHasWhatNeedsNone() {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            GoodProbabilities probabilities = new GoodProbabilities(model, MachineBudget.ofMachine());
            EncodedExample example = Examples.of(reference.cases("single").get(1));
            double[] scores = IntStream.range(0, example.length())
                    .mapToDouble(i -> i % 3 - 1)
                    .toArray();

            Map<DeletionMeasure, double[]> with = of(7, probabilities, example, scores);
            Map<DeletionMeasure, double[]> without = of(2, probabilities, example, scores);

            assertThat(value(with, DeletionMeasure.NORMALISED_SUFFICIENCY)).isBetween(0.0, 1.0);
            assertThat(value(without, DeletionMeasure.NORMALISED_SUFFICIENCY)).isNaN();
            assertThat(value(without, DeletionMeasure.WHOLE_COMPREHENSIVENESS)).isNaN();
            assertThat(value(without, DeletionMeasure.COMPREHENSIVENESS))
                    .isCloseTo(value(with, DeletionMeasure.COMPREHENSIVENESS), within(1e-12));
        }
    }

    @Test
    void aSentenceWithoutOrdinaryTokensHasNothing() {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(Precision.FLOAT64)) {
            GoodProbabilities probabilities = new GoodProbabilities(model, MachineBudget.ofMachine());

            Map<DeletionMeasure, double[]> measures = of(7, probabilities, Examples.of(3, 1), new double[] {1, 2, 3});

            assertThat(measures.values())
                    .allSatisfy(values -> assertThat(values[0]).isNaN());
        }
    }

    private static double value(Map<DeletionMeasure, double[]> measures, DeletionMeasure measure) {
        return Objects.requireNonNull(measures.get(measure))[0];
    }

    private static Map<DeletionMeasure, double[]> of(
            int most, GoodProbabilities probabilities, EncodedExample example, double[] scores) {
        TargetRows rows = new TargetRows(new MethodVariant("method", Aggregation.NONE), 1, scores.length, scores);
        return new TokenDeletion(most)
                .of(probabilities, List.of(new RankedExample(example, List.of(rows))), () -> false)
                .get(0)
                .get(0);
    }

    private static JsonNode expected() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                TokenDeletionTest.class.getResourceAsStream("/reference-beyond/evaluation-beyond.json"))) {
            return JsonMapper.builder().build().readTree(file);
        }
    }
}
