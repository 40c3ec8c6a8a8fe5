package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every scoring method promises, whatever it computes. */
class ScoringMethodContractTest {

    /** Weights so large that attention is exactly 0 or 1. */
    private static final double HUGE_WEIGHTS = 20;

    private static final ScoreOptions TINY_SLICES = ScoreOptions.standard().withBudget(new MachineBudget(1, 1));

    static Stream<Arguments> familiesAndMethods() {
        return SmallModels.families().stream()
                .flatMap(family -> ScoringMethods.ids().stream().map(method -> arguments(family, method)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("familiesAndMethods")
    void sentencesOfAnyLengthAreScored(String family, String id) {
        try (MaskedLanguageModel model = SmallModels.of(family, Precision.FLOAT32, SmallModels.USUAL_WEIGHTS)) {
            for (int tokens : new int[] {1, 2, 7, 64, model.config().maxTokens()}) {
                EncodedExample sentence = SmallModels.sentence("of " + tokens, tokens);
                check(
                        ScoringMethods.of(id),
                        model,
                        tokens,
                        score(model, id, ScoreOptions.standard(), sentence).get(0));
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("familiesAndMethods")
    void figuresDependOnTheSentenceAlone(String family, String id) {
        List<EncodedExample> sentences = List.of(
                SmallModels.sentence("one", 7), SmallModels.sentence("two", 5), SmallModels.sentence("three", 7));
        EncodedExample[] all = sentences.toArray(EncodedExample[]::new);
        try (MaskedLanguageModel model = SmallModels.of(family, Precision.FLOAT64, SmallModels.USUAL_WEIGHTS)) {
            List<MixingMap> together = score(model, id, ScoreOptions.standard(), all);
            List<MixingMap> sliced = score(model, id, TINY_SLICES, all);
            List<MixingMap> padded = BatchScores.of(model, ScoringMethods.of(id), sentences, ScoreOptions.standard());
            List<MixingMap> paddedAndSliced = BatchScores.of(model, ScoringMethods.of(id), sentences, TINY_SLICES);
            for (int i = 0; i < all.length; i++) {
                MixingMap alone =
                        score(model, id, ScoreOptions.standard(), all[i]).get(0);
                same(together.get(i), alone, "in a batch");
                same(sliced.get(i), alone, "in small slices");
                same(padded.get(i), alone, "padded");
                same(paddedAndSliced.get(i), alone, "padded in small slices");
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("familiesAndMethods")
    void hugeWeightsGiveSoundScoresOrAnErrorThatNamesTheMethod(String family, String id) {
        try (MaskedLanguageModel model = SmallModels.of(family, Precision.FLOAT32, HUGE_WEIGHTS)) {
            for (int tokens : new int[] {1, 2, 9}) {
                EncodedExample sentence = SmallModels.sentence("huge " + tokens, tokens);
                try {
                    List<MixingMap> maps = score(model, id, ScoreOptions.standard(), sentence);
                    check(ScoringMethods.of(id), model, tokens, maps.get(0));
                } catch (InvalidInputException refused) {
                    assertThat(refused).hasMessageStartingWith(id + ": example huge " + tokens + ", layer ");
                }
            }
        }
    }

    @Test
    void idsAndNamesAreDistinctAndSayWhatTheScoresAre() {
        assertThat(ScoringMethods.ids()).doesNotHaveDuplicates();
        assertThat(ScoringMethods.infos()).extracting(MethodInfo::name).doesNotHaveDuplicates();
        assertThat(ScoringMethods.infos()).allSatisfy(info -> {
            assertThat(info.aggregations()).startsWith(Aggregation.NONE).doesNotHaveDuplicates();
            assertThat(info.description()).endsWith(".");
            assertThat(info.range().low()).isLessThan(info.range().high());
            assertThat(info.signed()).isEqualTo(info.range().low() < 0);
        });
    }

    private static List<MixingMap> score(
            MaskedLanguageModel model, String id, ScoreOptions options, EncodedExample... sentences) {
        TreeMap<Integer, MixingMap> maps = new TreeMap<>();
        try (ScoreEngine engine = new ScoreEngine(model, ScoringMethods.of(List.of(id)), options)) {
            engine.score(
                    List.of(sentences),
                    scored -> maps.put(scored.index(), scored.maps().get(0)),
                    () -> false);
        }
        return List.copyOf(maps.values());
    }

    private static void check(ScoringMethod method, MaskedLanguageModel model, int tokens, MixingMap map) {
        MethodInfo info = method.info();
        boolean whole = method instanceof ContextMixingMethod;
        assertThat(map.method()).isEqualTo(info.id());
        assertThat(map.layers()).isEqualTo(model.config().layers());
        assertThat(map.tokens()).isEqualTo(tokens);
        assertThat(map.rows()).isEqualTo(whole ? tokens : 1);
        inRange(map.values(), info);
        if (whole && info.range().equals(MethodInfo.Range.SHARE)) {
            rowsSumToOne(map);
        }
        for (Aggregation aggregation : info.aggregations()) {
            MixingMap aggregated = aggregation.apply(map);
            assertThat(aggregated.layers()).isEqualTo(aggregation == Aggregation.LAST_LAYER ? 1 : map.layers());
            finite(aggregated.values());
        }
    }

    private static void finite(float[] values) {
        for (float value : values) {
            // an assertion for each of the many values would take longer than computing them
            if (!Float.isFinite(value)) {
                assertThat(value).isFinite();
            }
        }
    }

    private static void inRange(float[] values, MethodInfo info) {
        finite(values);
        double least = info.range().low() - 1e-6;
        double most = info.range().high() + 1e-6;
        for (float value : values) {
            if (value >= least && value <= most && (info.signed() || Float.compare(value, 0) >= 0)) {
                continue;
            }
            assertThat((double) value).isBetween(least, most);
            if (!info.signed()) {
                assertThat(value).isNotNegative();
            }
        }
    }

    private static void rowsSumToOne(MixingMap map) {
        for (int row = 0; row < map.layers() * map.rows(); row++) {
            double sum = 0;
            for (int j = 0; j < map.tokens(); j++) {
                sum += map.values()[row * map.tokens() + j];
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    private static void same(MixingMap actual, MixingMap expected, String how) {
        double largest = 0;
        for (float value : expected.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual.values())
                .as("%s %s", expected.method(), how)
                .containsExactly(expected.values(), within((float) (1e-6 * largest)));
    }
}
