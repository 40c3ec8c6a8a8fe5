package dev.mixlab.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.common.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void spearmanGivesEqualValuesTheirAverageRank() {
        assertThat(Correlations.spearman(new double[] {1, 2, 2, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
        assertThat(Correlations.spearman(new double[] {1, 2, 3}, new double[] {-1, -8, -9}))
                .isEqualTo(-1);
    }

    @Test
    void minusZeroEqualsZero() {
        assertThat(Correlations.spearman(new double[] {-0.0, 0.0, 1}, new double[] {1, 1, 2}))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void correlationsOfConstantsAndOfSinglePairsAreUndefined() {
        assertThat(Correlations.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(Correlations.pearson(new double[] {1, 2, 3}, new double[] {5, 5, 5}))
                .isNaN();
        assertThat(Correlations.spearman(new double[] {1}, new double[] {1})).isNaN();
        assertThat(Correlations.pearson(new double[0], new double[0])).isNaN();
    }

    @Test
    void undefinedLayersAreLeftOutOfACorrelationAndCounted() {
        Correlations correlations = Correlations.of(new double[] {1, 2, Double.NaN, 3}, new double[] {2, 4, 6, 6});

        assertThat(correlations.n()).isEqualTo(3);
        assertThat(correlations.pearson()).isCloseTo(1, within(1e-12));
        assertThat(correlations.spearman()).isCloseTo(1, within(1e-12));
    }

    @Test
    void undefinedValuesAreLeftOutOfAFigureAndCounted() {
        Bootstrap bootstrap = new Bootstrap(4, 500, 1);

        Estimate figure = bootstrap.estimate(new double[] {1, Double.NaN, 3, Double.NaN});

        assertThat(figure.mean()).isEqualTo(2);
        assertThat(figure.n()).isEqualTo(2);
        assertThat(figure.undefined()).isEqualTo(2);
        assertThat(figure.low()).isEqualTo(1);
        assertThat(figure.high()).isEqualTo(3);
    }

    @Test
    void aFigureOfNothingIsUndefined() {
        assertThat(new Bootstrap(2, 10, 1).estimate(new double[] {Double.NaN, Double.NaN}))
                .isEqualTo(new Estimate(Double.NaN, Double.NaN, Double.NaN, 0, 2));
        assertThat(new Bootstrap(0, 10, 1).estimate(new double[0]))
                .isEqualTo(new Estimate(Double.NaN, Double.NaN, Double.NaN, 0, 0));
    }

    @Test
    void columnsOfAnotherNumberOfSentencesAndInfiniteValuesAreRefused() {
        Bootstrap bootstrap = new Bootstrap(2, 10, 1);

        assertThatThrownBy(() -> bootstrap.estimate(new double[3]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("3 values for 2 sentences");
        assertThatThrownBy(() -> bootstrap.estimate(new double[] {1, Double.POSITIVE_INFINITY}))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theIntervalOfABalancedSampleIsThatOfTheNormalApproximation() {
        double[] coin = new double[400];
        for (int i = 0; i < 200; i++) {
            coin[i] = 1;
        }

        Estimate figure = new Bootstrap(400, Bootstrap.RESAMPLES, 7).estimate(coin);

        assertThat(figure.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.005));
        assertThat(figure.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.005));
    }

    @Test
    void holmMultipliesByTheTestsThatAreLeft() {
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, Double.NaN}))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.03, 0.06, 0.06, Double.NaN);
        assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    }

    @Test
    void everyTwoMethodsAreComparedOverTheSentencesWhereBothAreDefined() {
        double[] low = {1, 2, 1, 2};
        double[] high = {3, 4, Double.NaN, 4};
        List<PairedComparison> comparisons =
                PairedComparison.all(List.of(low, high, low), PairedTest.PERMUTATION, new Bootstrap(4, 99, 1));

        assertThat(comparisons).extracting(PairedComparison::first).containsExactly(0, 0, 1);
        assertThat(comparisons).extracting(PairedComparison::second).containsExactly(1, 2, 2);
        assertThat(comparisons.get(0).tested().difference()).isEqualTo(new Estimate(-2, -2, -2, 3, 1));
        assertThat(comparisons.get(1).tested().p()).isEqualTo(1);
        assertThat(comparisons.get(2).tested().adjusted())
                .isGreaterThanOrEqualTo(comparisons.get(2).tested().p());
    }
}
