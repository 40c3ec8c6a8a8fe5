package dev.mixlab.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paired tests on data of which it is known whether there is a difference. */
class PairedTestTest {

    private static final double LEVEL = 0.05;
    private static final int SETS = 1000;

    /**
     * At a chance of 5 %, so many or fewer of 1,000 sets raise an alarm in 999 of 1,000 repetitions: the 0.999 quantile of the binomial
     * distribution.
     */
    private static final int MOST_ALARMS = 72;

    /** A known difference, which the test of 0.1.0 (twice the share of resamples beyond 0, by Holm) gave p = 0.253. */
    @Test
    void aKnownDifferenceIsFoundAmongAllPairsOfAStandardRun() {
        List<double[]> methods = methods(23, 400, new Random(1), Random::nextGaussian);
        methods.set(7, plus(methods.get(7), 0.5));

        List<PairedComparison> pairs =
                PairedComparison.all(methods, PairedTest.PERMUTATION, new Bootstrap(400, Bootstrap.RESAMPLES, 3));

        assertThat(pairs).hasSize(253);
        assertThat(pairs).allSatisfy(pair -> {
            boolean differs = pair.first() == 7 || pair.second() == 7;
            assertThat(pair.tested().adjusted() < LEVEL).isEqualTo(differs);
        });
        assertThat(pairs.stream().mapToDouble(pair -> pair.tested().adjusted()).min())
                .hasValue(1.0 / (Bootstrap.RESAMPLES + 1));
    }

    /** Noise that is the same for all methods of a sentence, noise with heavy tails, and skewed noise. */
    private enum Noise {
        SYMMETRIC,
        HEAVY_TAILS,
        SKEWED;

        double draw(Random random) {
            return switch (this) {
                case SYMMETRIC -> random.nextGaussian();
                case HEAVY_TAILS -> random.nextGaussian() / Math.sqrt(0.1 + random.nextDouble());
                case SKEWED -> -Math.log(1 - random.nextDouble());
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void falseAlarmsAreRaisedInAtMostFivePercentOfSetsWithoutADifference(Noise noise) {
        long alarms = IntStream.range(0, SETS)
                .filter(set -> {
                    List<double[]> methods = methods(6, 60, new Random(set), noise::draw);
                    return alarm(methods, set, 6);
                })
                .count();

        assertThat(alarms).isBetween(25L, (long) MOST_ALARMS);
    }

    /** Real differences elsewhere must not raise more alarms: the error is held whichever of the hypotheses are true. */
    @Test
    void falseAlarmsAreRaisedInAtMostFivePercentOfSetsWithDifferencesOfOtherPairs() {
        long alarms = IntStream.range(0, SETS)
                .filter(set -> {
                    List<double[]> methods = methods(6, 60, new Random(set), Random::nextGaussian);
                    IntStream.range(3, 6).forEach(m -> methods.set(m, plus(methods.get(m), 2 * (m - 2))));
                    return alarm(methods, set, 3);
                })
                .count();

        assertThat(alarms).isBetween(25L, (long) MOST_ALARMS);
    }

    /** Tells whether any pair of the first so many methods, which are equal, is said to differ. */
    private static boolean alarm(List<double[]> methods, int set, int equal) {
        List<double[]> differences = new ArrayList<>();
        List<Boolean> same = new ArrayList<>();
        for (int first = 0; first < methods.size(); first++) {
            for (int second = first + 1; second < methods.size(); second++) {
                differences.add(minus(methods.get(first), methods.get(second)));
                same.add(second < equal);
            }
        }
        double[] adjusted = PairedTest.PERMUTATION
                .of(differences, new Bootstrap(methods.get(0).length, 199, set))
                .adjusted();
        return IntStream.range(0, adjusted.length).anyMatch(pair -> same.get(pair) && adjusted[pair] <= LEVEL);
    }

    /** A permutation test of few sentences by hand: of all 2^5 signs, those of which the sum reaches that of the differences. */
    @Test
    void thePOfFewSentencesIsTheShareOfAllSigns() {
        double[] differences = {1, 2, 3, 4, -0.5};

        double p = PairedTest.PERMUTATION.of(List.of(differences), new Bootstrap(5, 20_000, 1))
                .p()[0];

        long reached = IntStream.range(0, 32)
                .filter(signs -> Math.abs(IntStream.range(0, 5)
                                .mapToDouble(i -> (signs >> i & 1) == 0 ? differences[i] : -differences[i])
                                .sum())
                        >= 9.5)
                .count();
        assertThat(reached).isEqualTo(4);
        assertThat(p).isCloseTo(4 / 32.0, within(0.01));
    }

    @Test
    void oneTestIsNotAdjustedAndACopyOfItCostsNothing() {
        double[] one = plus(methods(1, 50, new Random(2), Random::nextGaussian).get(0), 0.2);
        Bootstrap bootstrap = new Bootstrap(50, 999, 4);

        PValues alone = PairedTest.PERMUTATION.of(List.of(one), bootstrap);
        PValues twice = PairedTest.PERMUTATION.of(List.of(one, one.clone()), bootstrap);

        assertThat(alone.adjusted()).containsExactly(alone.p());
        assertThat(twice.adjusted()).containsExactly(alone.p()[0], alone.p()[0]);
    }

    @Test
    void anAdjustedPIsNeverBelowThePAndNeverAboveHolms() {
        List<double[]> columns = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            columns.add(plus(methods(1, 80, random, Random::nextGaussian).get(0), 0.04 * i));
        }
        columns.add(new double[80]);

        PValues values = PairedTest.PERMUTATION.of(columns, new Bootstrap(80, 4000, 6));

        double[] holm = Holm.adjust(values.p());
        for (int i = 0; i < holm.length; i++) {
            assertThat(values.adjusted()[i]).isBetween(values.p()[i], holm[i] + 0.02);
        }
        assertThat(values.p()[12]).isEqualTo(1);
        assertThat(values.adjusted()[12]).isEqualTo(1);
    }

    @Test
    void sizeAndUnitOfDifferencesDoNotMatter() {
        double[] one = plus(methods(1, 40, new Random(7), Random::nextGaussian).get(0), 0.3);
        Bootstrap bootstrap = new Bootstrap(40, 500, 8);

        double[] p = PairedTest.PERMUTATION.of(List.of(one), bootstrap).p();

        for (double unit : new double[] {1e-200, 1e-8, 1e200}) {
            double[] scaled = Arrays.stream(one).map(value -> value * unit).toArray();
            assertThat(PairedTest.PERMUTATION.of(List.of(scaled), bootstrap).p())
                    .isEqualTo(p);
        }
    }

    @Test
    void wilcoxonIsExactForFewDifferences() {
        assertThat(wilcoxon(1, 2, 3, 4, 5, 0, Double.NaN)).isEqualTo(2 / 32.0);
        assertThat(wilcoxon(new double[7])).isEqualTo(1);
        assertThat(wilcoxon(1, -2, 3, -4, 5, -6, 7)).isBetween(0.5, 1.0);
    }

    @Test
    void aPThatWouldBeRoundedToZeroIsItsBound() {
        double[] clear = IntStream.rangeClosed(1, 3000).asDoubleStream().toArray();

        assertThat(wilcoxon(clear)).isEqualTo(PairedTest.LEAST);
        assertThat(PairedTest.WILCOXON
                        .of(List.of(clear, clear), new Bootstrap(3000, 100, 1))
                        .adjusted())
                .containsExactly(2 * PairedTest.LEAST, 2 * PairedTest.LEAST);
    }

    @Test
    void wilcoxonTestsAnotherThingThanTheMean() {
        double[] skewed = IntStream.range(0, 200)
                .mapToDouble(i -> i % 10 == 0 ? 9 + i / 1000.0 : -1 - i / 1000.0)
                .toArray();
        double mean = Arrays.stream(skewed).average().orElseThrow();
        double[] centred = plus(skewed, -mean);
        Bootstrap bootstrap = new Bootstrap(200, 2000, 9);

        assertThat(PairedTest.PERMUTATION.of(List.of(centred), bootstrap).p()[0])
                .isGreaterThan(0.9);
        assertThat(wilcoxon(centred)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void anUndefinedDifferenceHasNoP(PairedTest test) {
        double[] undefined = {Double.NaN, Double.NaN};

        PValues values = test.of(List.of(undefined, new double[] {1, 2}), new Bootstrap(2, 10, 1));

        assertThat(values.p()[0]).isNaN();
        assertThat(values.adjusted()[0]).isNaN();
        assertThat(values.p()[1]).isBetween(0.1, 1.0);
        assertThat(test.of(List.of(), new Bootstrap(2, 10, 1)).p()).isEmpty();
        assertThat(test.of(List.of(new double[0]), new Bootstrap(0, 10, 1)).p()).containsExactly(Double.NaN);
    }

    private static double wilcoxon(double... differences) {
        return PairedTest.WILCOXON.of(List.of(differences), new Bootstrap(differences.length, 100, 1))
                .p()[0];
    }

    /** Values of methods, correlated over sentences: what a sentence adds to all, and what each method adds. */
    private static List<double[]> methods(int methods, int sentences, Random random, ToDoubleFunction<Random> noise) {
        double[] common = random.doubles(sentences).toArray();
        List<double[]> columns = new ArrayList<>();
        for (int m = 0; m < methods; m++) {
            columns.add(Arrays.stream(common)
                    .map(value -> value + noise.applyAsDouble(random))
                    .toArray());
        }
        return columns;
    }

    private static double[] minus(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] - other[i])
                .toArray();
    }

    private static double[] plus(double[] values, double shift) {
        return Arrays.stream(values).map(value -> value + shift).toArray();
    }
}
