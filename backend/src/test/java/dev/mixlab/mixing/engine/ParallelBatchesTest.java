package dev.mixlab.mixing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.ReferenceModel;
import dev.mixlab.encoder.engine.BatchExecutor;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches on several threads at a time. */
class ParallelBatchesTest {

    private static final int LANES = 3;
    private static final List<EncodedExample> EXAMPLES = new ArrayList<>();
    private static ReferenceModel reference;
    private static MaskedLanguageModel model;

    @BeforeAll
    static void load() {
        reference = ReferenceModel.of("bert");
        model = reference.load(Precision.FLOAT64);
        List<EncodedExample> singles = reference.cases("single").stream()
                .map(ScoreEngineReferenceTest::example)
                .filter(example -> example.length() <= 16)
                .toList();
        for (int round = 0; round < 3; round++) {
            EXAMPLES.addAll(singles);
        }
    }

    @AfterAll
    static void free() {
        model.close();
        reference.close();
    }

    @Test
    void everyMethodGivesWhatItGivesOnOneThread() {
        List<ScoredExample> alone = score(ScoringMethods.all(), 1, List.of(EXAMPLES));
        List<ScoredExample> together = score(ScoringMethods.all(), LANES, List.of(EXAMPLES));

        assertThat(together).extracting(ScoredExample::index).isEqualTo(indices(alone));
        for (int i = 0; i < alone.size(); i++) {
            List<MixingMap> expected = alone.get(i).maps();
            assertThat(together.get(i).maps()).hasSameSizeAs(expected);
            for (int m = 0; m < expected.size(); m++) {
                close(together.get(i).maps().get(m), expected.get(m));
            }
        }
    }

    @Test
    void aGroupsScoresAreTheSameToTheLastBitWhateverComesBeforeIt() {
        List<EncodedExample> first = EXAMPLES.subList(0, EXAMPLES.size() / 2);
        List<EncodedExample> second = EXAMPLES.subList(EXAMPLES.size() / 2, EXAMPLES.size());

        List<ScoredExample> both = score(ContextMixingMethods.all(), LANES, List.of(first, second));
        List<ScoredExample> later = score(ContextMixingMethods.all(), LANES, List.of(second));

        assertThat(both).hasSize(EXAMPLES.size());
        assertThat(indices(both.subList(0, first.size()))).allMatch(index -> index < first.size());
        List<ScoredExample> ofSecond = both.subList(first.size(), both.size());
        assertThat(indices(ofSecond))
                .isEqualTo(indices(later).stream()
                        .map(index -> index + first.size())
                        .toList());
        for (int i = 0; i < later.size(); i++) {
            for (int m = 0; m < later.get(i).maps().size(); m++) {
                assertThat(ofSecond.get(i).maps().get(m).values())
                        .isEqualTo(later.get(i).maps().get(m).values());
            }
        }
    }

    @Test
    void scoringThatIsCancelledGivesNothingMore() {
        List<ScoredExample> given = new ArrayList<>();
        try (ScoreEngine engine = engine(ContextMixingMethods.all(), LANES)) {
            assertThatThrownBy(() -> engine.scoreGroups(
                            List.of(EXAMPLES, EXAMPLES), given::add, () -> given.size() >= EXAMPLES.size()))
                    .isInstanceOf(CancelledException.class);
        }
        assertThat(given).hasSize(EXAMPLES.size());
    }

    private static List<Integer> indices(List<ScoredExample> scored) {
        return scored.stream().map(ScoredExample::index).toList();
    }

    private static List<ScoredExample> score(
            List<? extends ScoringMethod> methods, int threads, List<List<EncodedExample>> groups) {
        List<ScoredExample> scored = new ArrayList<>();
        try (ScoreEngine engine = engine(methods, threads)) {
            engine.scoreGroups(groups, scored::add, () -> false);
        }
        return scored;
    }

    private static ScoreEngine engine(List<? extends ScoringMethod> methods, int threads) {
        return new ScoreEngine(model, methods, ScoreOptions.standard(), BatchExecutor.exactly(threads));
    }

    private static void close(MixingMap actual, MixingMap expected) {
        assertThat(actual.method()).isEqualTo(expected.method());
        assertThat(actual.values()).hasSameSizeAs(expected.values());
        for (int i = 0; i < expected.values().length; i++) {
            float value = expected.values()[i];
            assertThat(actual.values()[i])
                    .as(expected.method())
                    .isCloseTo(value, within(1e-6f + 1e-6f * Math.abs(value)));
        }
    }
}
