package dev.mixlab.evaluation.cues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.evaluation.Examples;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.text.EncodedExample;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CueMetricTest {

    private static final Offset<Double> EXACT = within(1e-15);

    @Test
    void withoutTiesTheMetricsFollowFromTheRanks() {
        EncodedExample example = Examples.of(5, 0, 1, 3);
        double[] row = {0.1, 0.3, 0.4, 0.2, 0.0};

        assertThat(of(CueMetric.DOT, row, example)).isCloseTo(0.5, EXACT);
        assertThat(of(CueMetric.AVERAGE_PRECISION, row, example)).isCloseTo((1 / 2.0 + 2 / 3.0) / 2, EXACT);
        assertThat(of(CueMetric.RECIPROCAL_RANK, row, example)).isEqualTo(0.5);
        assertThat(of(CueMetric.POINTING, row, example)).isZero();
    }

    @Test
    void aCueOnTopIsPointedAt() {
        EncodedExample example = Examples.of(3, 0, 2);
        double[] row = {1, 2, 3};

        for (CueMetric metric : CueMetric.values()) {
            assertThat(of(metric, row, example)).isEqualTo(metric == CueMetric.DOT ? 0.5 : 1);
        }
    }

    @Test
    void equalScoresFormOneThreshold() {
        EncodedExample example = Examples.of(4, 0, 1, 2);
        double[] row = {0.2, 0.5, 0.2, 0.2};

        assertThat(of(CueMetric.AVERAGE_PRECISION, row, example)).isEqualTo(0.5 * 1 + 0.5 * 0.5);
    }

    @Test
    void amongEqualScoresTheAverageOverTheirOrdersCounts() {
        EncodedExample example = Examples.of(4, 0, 1, 2);
        double[] oneCueOfTwo = {1, 1, 0, 0.5};
        double[] allEqual = {1, 1, 1, 1};

        assertThat(of(CueMetric.POINTING, oneCueOfTwo, example)).isEqualTo(0.5);
        assertThat(of(CueMetric.RECIPROCAL_RANK, oneCueOfTwo, example)).isEqualTo((1 + 1 / 2.0) / 2);
        assertThat(of(CueMetric.POINTING, allEqual, example)).isEqualTo(0.5);
        assertThat(of(CueMetric.RECIPROCAL_RANK, allEqual, example))
                .isCloseTo(3 / 6.0 + 2 / 6.0 / 2 + 1 / 6.0 / 3, EXACT);
    }

    @Test
    void cuesOfLowestRankAmongEqualsComeAfterTheHigherOnes() {
        assertThat(of(CueMetric.RECIPROCAL_RANK, new double[] {3, 1, 1, 1}, Examples.of(4, 0, 2)))
                .isCloseTo((1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 3, EXACT);
        assertThat(of(CueMetric.RECIPROCAL_RANK, new double[] {3, 1, 1, 1}, Examples.of(4, 0, 1, 2, 3)))
                .isCloseTo(1 / 2.0, EXACT);
    }

    @Test
    void negativeScoresCountByTheirSize() {
        EncodedExample example = Examples.of(3, 0, 1);

        assertThat(of(CueMetric.DOT, new double[] {-1, -3, 0}, example)).isEqualTo(0.75);
        assertThat(of(CueMetric.POINTING, new double[] {1, -3, 0}, example)).isEqualTo(1);
    }

    @Test
    void withoutCuesOrSharesNothingIsDefined() {
        for (CueMetric metric : CueMetric.values()) {
            assertThat(of(metric, new double[] {1, 2}, Examples.of(2, 0))).isNaN();
            assertThat(of(metric, new double[] {0, 0}, Examples.of(2, 0, 1))).isNaN();
        }
    }

    @Test
    void thePiecesOfACueWordAreSummedAveragedOrTheLargestTaken() {
        EncodedExample example = Examples.of(new int[] {0, 1, 1, 2}, 0, 1, 2, 3);
        double[] row = {0.1, 0.2, 0.4, 0.3};

        assertThat(CueRanking.of(row, CueTokens.asPublished(example), PiecePooling.SUM)
                        .share())
                .isCloseTo(0.9, EXACT);
        assertThat(CueRanking.of(row, CueTokens.asPublished(example), PiecePooling.MEAN)
                        .share())
                .isCloseTo(0.6, EXACT);
        assertThat(CueRanking.of(row, CueTokens.asPublished(example), PiecePooling.MAX)
                        .share())
                .isCloseTo(0.7, EXACT);
    }

    private static double of(CueMetric metric, double[] row, EncodedExample example) {
        return metric.of(CueRanking.of(row, CueTokens.asPublished(example), PiecePooling.SUM));
    }
}
