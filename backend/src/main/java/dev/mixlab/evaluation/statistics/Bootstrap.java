package dev.mixlab.evaluation.statistics;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Computes percentile intervals of means over sentences (Efron 1979). The resamples depend on the seed alone and are
 * shared by all estimates over the same sentences, so estimates are paired, and the same seed gives the same intervals.
 */
public final class Bootstrap {

    /** The default number of resamples. */
    public static final int RESAMPLES = 2000;

    private static final double LOW = 2.5;
    private static final double HIGH = 97.5;

    private final int sentences;
    private final long seed;
    private final short[][] draws;

    /**
     * @param sentences number of sentences, 0 or more; without sentences every estimate is empty
     * @param resamples number of resamples, at least 1
     * @param seed seed of all draws
     */
    public Bootstrap(int sentences, int resamples, long seed) {
        if (sentences < 0 || resamples < 1) {
            throw new InvalidInputException(
                    "a bootstrap of %s sentences and %s resamples".formatted(sentences, resamples));
        }
        this.sentences = sentences;
        this.seed = seed;
        draws = new short[resamples][sentences];
        SplittableRandom random = new SplittableRandom(seed);
        for (short[] draw : draws) {
            for (int i = 0; i < sentences; i++) {
                draw[random.nextInt(sentences)]++;
            }
        }
    }

    /** Returns the number of sentences. */
    public int sentences() {
        return sentences;
    }

    /** Returns the number of resamples. */
    int resamples() {
        return draws.length;
    }

    /** Returns the seed of all draws. */
    long seed() {
        return seed;
    }

    /** Estimates the mean of one value per sentence; undefined values are NaN. */
    public Estimate estimate(double[] column) {
        return estimates(List.of(column)).get(0);
    }

    /** Estimates the means of many columns, each with one value per sentence. */
    public List<Estimate> estimates(List<double[]> columns) {
        double[][] means = means(columns);
        return IntStream.range(0, means.length)
                .mapToObj(c -> estimate(columns.get(c), means[c]))
                .toList();
    }

    /** Returns the mean of every column in every resample [columns][resamples]; NaN if a resample has no defined value. */
    double[][] means(List<double[]> columns) {
        columns.forEach(this::requireLength);
        return ResampledMeans.of(columns, draws, sentences);
    }

    /**
     * Estimates the means of many quantities, each of which was measured several times, such as in several random orders. A resample draws
     * sentences and, with replacement, as many measurements as there are; so the intervals hold the chance of both.
     *
     * @param repeats measurements, each one value per sentence; as many of every quantity
     */
    public List<Estimate> repeatedEstimates(List<List<double[]>> repeats) {
        double[][] means = repeatedMeans(repeats);
        return IntStream.range(0, means.length)
                .mapToObj(i -> estimate(mean(repeats.get(i)), means[i]))
                .toList();
    }

    /** Returns the means of measurements in every resample [quantities][resamples]; all quantities share the draws. */
    double[][] repeatedMeans(List<List<double[]>> repeats) {
        double[][] single = means(repeats.stream().flatMap(List::stream).toList());
        double[][] means = new double[repeats.size()][draws.length];
        int first = 0;
        for (int quantity = 0; quantity < means.length; quantity++) {
            int count = repeats.get(quantity).size();
            int[][] drawn = drawnRepeats(count);
            for (int draw = 0; draw < draws.length; draw++) {
                int resample = draw;
                int from = first;
                means[quantity][draw] = Arrays.stream(drawn[draw])
                        .mapToDouble(repeat -> single[from + repeat][resample])
                        .average()
                        .orElse(Double.NaN);
            }
            first += count;
        }
        return means;
    }

    /** Draws measurements for every resample, always the same ones for a number of measurements. */
    private int[][] drawnRepeats(int count) {
        SplittableRandom random = new SplittableRandom(seed + count);
        return IntStream.range(0, draws.length)
                .mapToObj(draw -> random.ints(count, 0, count).toArray())
                .toArray(int[][]::new);
    }

    /** Returns the mean over measurements for every sentence. */
    static double[] mean(List<double[]> repeats) {
        return IntStream.range(0, repeats.get(0).length)
                .mapToDouble(i -> repeats.stream()
                        .mapToDouble(column -> column[i])
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    /** Estimates a column from its means in every resample. */
    static Estimate estimate(double[] column, double[] means) {
        int n = (int)
                Arrays.stream(column).filter(value -> !Double.isNaN(value)).count();
        double mean = mean(column);
        double[] defined =
                Arrays.stream(means).filter(value -> !Double.isNaN(value)).toArray();
        Interval interval = interval(mean, defined);
        return new Estimate(mean, interval.low(), interval.high(), n, column.length - n);
    }

    /** Returns a value with the percentile interval of its defined resamples; without any, both ends are the value itself. */
    static Interval interval(double value, double[] resampled) {
        if (resampled.length == 0) {
            return new Interval(value, value, value);
        }
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(resampled);
        return new Interval(value, percentile.evaluate(LOW), percentile.evaluate(HIGH));
    }

    /** Returns the mean of the defined values; NaN if there are none. */
    static double mean(double[] column) {
        return Arrays.stream(column)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private void requireLength(double[] column) {
        if (column.length != sentences) {
            throw new InvalidInputException("%s values for %s sentences".formatted(column.length, sentences));
        }
        for (double value : column) {
            if (Double.isInfinite(value)) {
                throw new InvalidInputException("a value to be averaged is " + value);
            }
        }
    }
}
