package dev.mixlab.evaluation.statistics;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Percentile intervals of means over sentences (Efron 1979). How often each sentence is drawn in each resample is drawn once, from the seed
 * alone, and serves every figure of the same sentences: figures are paired, and the same seed gives the same intervals.
 */
public final class Bootstrap {

    /** How many resamples are usual. */
    public static final int RESAMPLES = 2000;

    private static final double LOW = 2.5;
    private static final double HIGH = 97.5;

    private final int sentences;
    private final short[][] draws;

    /**
     * @param sentences number of sentences, 0 or more; without sentences every figure is empty
     * @param resamples number of resamples, at least 1
     * @param seed decides all draws
     */
    public Bootstrap(int sentences, int resamples, long seed) {
        if (sentences < 0 || resamples < 1) {
            throw new InvalidInputException(
                    "a bootstrap of %d sentences and %d resamples".formatted(sentences, resamples));
        }
        this.sentences = sentences;
        draws = new short[resamples][sentences];
        SplittableRandom random = new SplittableRandom(seed);
        for (short[] draw : draws) {
            for (int i = 0; i < sentences; i++) {
                draw[random.nextInt(sentences)]++;
            }
        }
    }

    /** Number of sentences that every column has a value for. */
    public int sentences() {
        return sentences;
    }

    /** The figure of one value per sentence, NaN where undefined. */
    public Estimate figure(double[] column) {
        return figures(List.of(column)).get(0);
    }

    /** The figures of many columns, each of one value per sentence. */
    public List<Estimate> figures(List<double[]> columns) {
        double[][] means = means(columns);
        return IntStream.range(0, means.length)
                .mapToObj(c -> figure(columns.get(c), means[c]))
                .toList();
    }

    /** The mean of every column in every resample [columns][resamples]; NaN where a resample has no defined value. */
    double[][] means(List<double[]> columns) {
        columns.forEach(this::requireLength);
        return ResampledMeans.of(columns, draws, sentences);
    }

    /** The figure of a column whose mean in every resample is known. */
    static Estimate figure(double[] column, double[] means) {
        int n = (int)
                Arrays.stream(column).filter(value -> !Double.isNaN(value)).count();
        double mean = mean(column);
        double[] defined =
                Arrays.stream(means).filter(value -> !Double.isNaN(value)).toArray();
        Interval interval = interval(mean, defined);
        return new Estimate(mean, interval.low(), interval.high(), n, column.length - n);
    }

    /** A value with the percentile interval of its defined resamples; the value itself at both ends where there are none. */
    static Interval interval(double value, double[] resampled) {
        if (resampled.length == 0) {
            return new Interval(value, value, value);
        }
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(resampled);
        return new Interval(value, percentile.evaluate(LOW), percentile.evaluate(HIGH));
    }

    /** The mean of the defined values; NaN where there are none. */
    static double mean(double[] column) {
        return Arrays.stream(column)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private void requireLength(double[] column) {
        if (column.length != sentences) {
            throw new InvalidInputException("%d values for %d sentences".formatted(column.length, sentences));
        }
        for (double value : column) {
            if (Double.isInfinite(value)) {
                throw new InvalidInputException("a value to be averaged is " + value);
            }
        }
    }
}
