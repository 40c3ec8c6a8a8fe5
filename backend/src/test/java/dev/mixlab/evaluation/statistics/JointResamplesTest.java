package dev.mixlab.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Means and win rates over runs and sentences that are resampled together. */
class JointResamplesTest {

    private static final int RESAMPLES = 2000;

    private static double[] constant(double value, int sentences) {
        double[] column = new double[sentences];
        Arrays.fill(column, value);
        return column;
    }

    private static double[] normal(Random random, double mean, double deviation, int sentences) {
        return IntStream.range(0, sentences)
                .mapToDouble(i -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    @Test
    void asManyRunsAreDrawnOfEveryStratumAsItHas() {
        RunDraws draws = new RunDraws(new int[] {0, 1, 0, 1, 1}, 500, 3);
        int[] sums = new int[5];
        for (int resample = 0; resample < draws.resamples(); resample++) {
            assertThat(draws.times(resample, 0) + draws.times(resample, 2)).isEqualTo(2);
            assertThat(draws.times(resample, 1) + draws.times(resample, 3) + draws.times(resample, 4))
                    .isEqualTo(3);
            for (int run = 0; run < 5; run++) {
                sums[run] += draws.times(resample, run);
            }
        }
        for (int sum : sums) {
            assertThat(sum / 500.0).isCloseTo(1, within(0.15));
        }
    }

    @Test
    void theIntervalOfASingleRunIsThatOfItsSentences() {
        double[] column = normal(new Random(1), 0.3, 1, 50);
        column[7] = Double.NaN;
        Bootstrap sentences = new Bootstrap(50, RESAMPLES, 9);
        JointMeans means = new JointMeans(new RunDraws(new int[] {0}, RESAMPLES, 5), 1);
        means.add(0, List.of(column), sentences);

        Estimate alone = sentences.estimate(column);
        assertThat(means.intervals()).containsExactly(new Interval(alone.mean(), alone.low(), alone.high()));
    }

    @Test
    void theIntervalOfRunsWithoutSpreadOverSentencesIsThatOfTheirMeans() {
        Bootstrap sentences = new Bootstrap(10, RESAMPLES, 9);
        JointMeans means = new JointMeans(new RunDraws(new int[] {0, 0}, RESAMPLES, 5), 2);
        means.add(0, List.of(constant(0, 10), constant(Double.NaN, 10)), sentences);
        means.add(1, List.of(constant(1, 10), constant(0.25, 10)), sentences);

        // Of two runs, both draws are the same one in half of the resamples.
        assertThat(means.intervals()).containsExactly(new Interval(0.5, 0, 1), new Interval(0.25, 0.25, 0.25));
    }

    /** Seeds that differ more than sentences do: intervals over sentences alone miss the truth of further seeds, joint ones do not. */
    @Test
    void jointIntervalsHoldTheTruthOfAllSeeds() {
        Random random = new Random(11);
        int joint = 0;
        int alone = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            double[] ofSentence = normal(random, 0, 0.5, 40);
            Bootstrap sentences = new Bootstrap(40, 400, trial);
            JointMeans means = new JointMeans(new RunDraws(new int[12], 400, trial), 1);
            List<double[]> columns = new ArrayList<>();
            for (int run = 0; run < 12; run++) {
                double ofRun = 0.5 * random.nextGaussian();
                double[] column = Arrays.stream(ofSentence)
                        .map(value -> value + ofRun + 0.2 * random.nextGaussian())
                        .toArray();
                columns.add(column);
                means.add(run, List.of(column), sentences);
            }
            joint += holdsZero(means.intervals().get(0)) ? 1 : 0;
            Estimate ofSentences = sentences.estimate(Bootstrap.mean(columns));
            alone += ofSentences.low() <= 0 && ofSentences.high() >= 0 ? 1 : 0;
        }
        assertThat(joint / (double) trials).isBetween(0.9, 0.99);
        assertThat(alone / (double) trials).isLessThan(0.75);
    }

    private static boolean holdsZero(Interval interval) {
        return interval.low() <= 0 && interval.high() >= 0;
    }

    @Test
    void aWinIsASettingWithTheBetterMeanAndATieIsHalfOfOne() {
        Bootstrap sentences = new Bootstrap(6, RESAMPLES, 9);
        WinRates rates = new WinRates(new RunDraws(new int[] {0, 0, 1}, RESAMPLES, 5), 3, true);
        rates.add(0, List.of(constant(1, 6), constant(0, 6), constant(Double.NaN, 6)), sentences);
        rates.add(1, List.of(constant(1, 6), constant(1, 6), constant(2, 6)), sentences);
        rates.add(2, List.of(constant(1, 6), constant(2, 6), constant(2, 6)), sentences);
        rates.add(2, List.of(constant(1, 6), constant(0.5, 6), constant(0, 6)), sentences);

        List<WinRates.Rate> pairs = rates.rates();
        assertThat(pairs).extracting(WinRates.Rate::settings).containsExactly(4, 3, 3);
        // Wins of the first over the second: 1, 1/2, 0 and 1 of four settings; of the runs 0 and 1, the resamples draw
        // both, or one twice.
        assertThat(pairs.get(0).rate()).isEqualTo(new Interval(0.625, 0.5, 0.75));
        assertThat(pairs.get(1).rate().value()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(pairs.get(2).first()).isEqualTo(1);
        assertThat(pairs.get(2).second()).isEqualTo(2);
    }

    @Test
    void lowerMayBeBetter() {
        Bootstrap sentences = new Bootstrap(30, RESAMPLES, 9);
        Random random = new Random(2);
        double[] worse = normal(random, 5, 1, 30);
        double[] better = normal(random, 0, 1, 30);
        WinRates rates = new WinRates(new RunDraws(new int[] {0}, RESAMPLES, 5), 2, false);
        rates.add(0, List.of(better, worse), sentences);

        assertThat(rates.rates()).containsExactly(new WinRates.Rate(0, 1, new Interval(1, 1, 1), 1));
    }

    @Test
    void equalMethodsWinAsOftenAsTheyLose() {
        Bootstrap sentences = new Bootstrap(30, RESAMPLES, 9);
        Random random = new Random(4);
        WinRates rates = new WinRates(new RunDraws(new int[20], RESAMPLES, 5), 2, true);
        for (int run = 0; run < 20; run++) {
            rates.add(run, List.of(normal(random, 0, 1, 30), normal(random, 0, 1, 30)), sentences);
        }

        Interval rate = rates.rates().get(0).rate();
        assertThat(rate.low()).isLessThan(0.5);
        assertThat(rate.high()).isGreaterThan(0.5);
        assertThat(rate.high() - rate.low()).isBetween(0.2, 0.7);
    }
}
