package dev.mixlab.evaluation.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The paired permutation test, made of many mean differences at once. Where two methods differ by chance alone, each difference could as well
 * have the other sign; a permutation turns the signs of randomly chosen sentences, of all differences of a sentence together.
 *
 * <p>The statistic of a test is the sum of its differences divided by the root of the sum of their squares, which a permutation leaves as it
 * is; it grows with Student's t and, unlike it, is finite for constant differences. Adjusted p values are those of the step-down maximum
 * (Westfall and Young 1993, algorithm 4.1), which knows how the tests depend on each other. No p value is lower than 1 / (permutations + 1).
 */
final class SignFlips {

    /** Rounding errors of statistics that are equal: they reach at most the root of the number of sentences. */
    private static final double ROUNDING = 1e-9;

    private final int sentences;
    /** Per permutation one bit per sentence [permutations][sentences / 64]. */
    private final long[][] signs;

    SignFlips(int sentences, int permutations, long seed) {
        this.sentences = sentences;
        // A stream of its own, so that permutations have nothing to do with the resamples of the same seed.
        SplittableRandom random = new SplittableRandom(~seed);
        signs = new long[permutations][];
        for (int i = 0; i < permutations; i++) {
            signs[i] = random.longs((sentences + Long.SIZE - 1) / Long.SIZE).toArray();
        }
    }

    private void put(int permutation, double[] flat, int place) {
        long[] bits = signs[permutation];
        for (int i = 0; i < sentences; i++) {
            flat[place + i] = (bits[i / Long.SIZE] >>> i & 1) == 0 ? 1 : -1;
        }
    }

    /** Tests columns with one difference per sentence; undefined ones are NaN and take no part. */
    PValues test(List<double[]> differences) {
        List<double[]> scaled = differences.stream().map(SignFlips::scaled).toList();
        double[] observed = scaled.stream()
                .mapToDouble(column -> Math.abs(Arrays.stream(column).sum()))
                .toArray();
        double[][] permuted = sentences == 0
                ? new double[scaled.size()][signs.length]
                : WeightedSums.of(scaled, sentences, signs.length, this::put);
        int[] defined = IntStream.range(0, observed.length)
                .filter(test -> !Arrays.stream(differences.get(test)).allMatch(Double::isNaN))
                .toArray();
        double[] p = new double[observed.length];
        double[] adjusted = new double[observed.length];
        Arrays.fill(p, Double.NaN);
        Arrays.fill(adjusted, Double.NaN);
        for (int test : defined) {
            p[test] = share(reached(permuted[test], observed[test]));
        }
        stepDown(descending(defined, observed), observed, permuted, adjusted);
        return new PValues(p, adjusted);
    }

    /** Differences divided by the root of the sum of their squares, 0 where undefined; all 0 where there are none but 0. */
    private static double[] scaled(double[] differences) {
        double largest = Arrays.stream(differences)
                .filter(d -> !Double.isNaN(d))
                .map(Math::abs)
                .max()
                .orElse(0);
        if (largest == 0) {
            return new double[differences.length];
        }
        double[] relative = Arrays.stream(differences)
                .map(d -> Double.isNaN(d) ? 0 : d / largest)
                .toArray();
        double root = Math.sqrt(Arrays.stream(relative).map(d -> d * d).sum());
        return Arrays.stream(relative).map(d -> d / root).toArray();
    }

    private static long reached(double[] permuted, double observed) {
        return Arrays.stream(permuted)
                .filter(statistic -> Math.abs(statistic) >= observed - ROUNDING)
                .count();
    }

    private double share(long reached) {
        return (1.0 + reached) / (1.0 + signs.length);
    }

    private static int[] descending(int[] tests, double[] observed) {
        return IntStream.of(tests)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> -observed[test]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Holds each test against the largest statistic of all tests that are not clearer than it. */
    private void stepDown(int[] order, double[] observed, double[][] permuted, double[] adjusted) {
        long[] reached = new long[order.length];
        for (int permutation = 0; permutation < signs.length; permutation++) {
            double largest = 0;
            for (int rank = order.length - 1; rank >= 0; rank--) {
                largest = Math.max(largest, Math.abs(permuted[order[rank]][permutation]));
                if (largest >= observed[order[rank]] - ROUNDING) {
                    reached[rank]++;
                }
            }
        }
        double highest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            highest = Math.max(highest, share(reached[rank]));
            adjusted[order[rank]] = highest;
        }
    }
}
