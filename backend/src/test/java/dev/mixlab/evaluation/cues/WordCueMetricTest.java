package dev.mixlab.evaluation.cues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.PiecePooling;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordCueMetricTest {

    /** A special token, two words of two pieces, the target, a special token. */
    private static final int[] WORDS = {-1, 0, 0, 1, 1, 2, -1};

    private static final int TARGET = 5;

    private static double of(WordCueMetric metric, int[] cues, double... row) {
        return metric.of(Examples.row(row), CueTokens.asPublished(Examples.of(WORDS, TARGET, cues)))[0];
    }

    private static double ofPieces(CueMetric metric, int[] cues, double... row) {
        return metric.of(CueRanking.of(
                row, CueTokens.asPublished(Examples.of(row.length, row.length - 1, cues)), PiecePooling.SUM));
    }

    @Test
    void piecesArePooledBeforeWordsAreRanked() {
        int[] cues = {1, 2};
        // by words: sums 0.1, 0.5, 0.4, 0.2, 0.1; means 0.1, 0.25, 0.2, 0.2, 0.1; maxima 0.1, 0.3, 0.39, 0.2, 0.1
        double[] row = {0.1, 0.3, -0.2, 0.39, 0.01, 0.2, 0.1};

        assertThat(of(WordCueMetric.PRECISION_OF_SUMS, cues, row)).isEqualTo(1);
        assertThat(of(WordCueMetric.PRECISION_OF_MEANS, cues, row)).isEqualTo(1);
        assertThat(of(WordCueMetric.PRECISION_OF_MAXIMA, cues, row)).isEqualTo(0.5);
        assertThat(of(WordCueMetric.SHARE_OF_MEANS, cues, row)).isCloseTo(0.25 / 0.85, within(1e-12));
        assertThat(of(WordCueMetric.SHARE_OF_MAXIMA, cues, row)).isCloseTo(0.3 / 1.09, within(1e-12));
    }

    @Test
    void specialTokensBesideEachOtherAreWordsOfTheirOwn() {
        int[] words = {-1, -1, 0, 1, -1};
        double[] row = {0.4, 0.4, 0.5, 0.1, 0.1};
        double precision = WordCueMetric.PRECISION_OF_SUMS
                .of(Examples.row(row), CueTokens.asPublished(Examples.of(words, 3, 2)))[0];

        assertThat(precision).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutSplitWordsTheyAreTheMetricsOfPieces(WordCueMetric metric) {
        Random random = new Random(5);
        CueMetric same = metric.id().startsWith("cue_dot") ? CueMetric.DOT : CueMetric.AVERAGE_PRECISION;
        for (int round = 0; round < 50; round++) {
            double[] row = random.doubles(9, -1, 1).toArray();
            int[] cues = {1 + random.nextInt(3), 5};
            double[] words =
                    metric.of(Examples.row(row), CueTokens.asPublished(Examples.of(row.length, row.length - 1, cues)));

            assertThat(words[0]).isCloseTo(ofPieces(same, cues, row), within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutCuesOrScoresNothingIsDefined(WordCueMetric metric) {
        assertThat(of(metric, new int[0], 1, 1, 1, 1, 1, 1, 1)).isNaN();
        assertThat(of(metric, new int[] {1, 2}, 0, 0, 0, 0, 0, 0, 0)).isNaN();
    }
}
