package dev.mixlab.evaluation.statistics;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * The rank and linear correlation of two series of values, such as a method's cue alignment and the compression of a probe over layers.
 * Pairs with an undefined value are left out.
 *
 * @param spearman correlation of the ranks, with average ranks for equal values; NaN if undefined
 * @param pearson linear correlation; NaN if undefined
 * @param n number of pairs without undefined values
 */
public record Correlations(double spearman, double pearson, int n) {

    /** Computes the correlations of two series of equal length. */
    public static Correlations of(double[] x, double[] y) {
        requireSameLength(x, y);
        int[] defined = IntStream.range(0, x.length)
                .filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i]))
                .toArray();
        double[] first = IntStream.of(defined).mapToDouble(i -> x[i]).toArray();
        double[] second = IntStream.of(defined).mapToDouble(i -> y[i]).toArray();
        return new Correlations(spearman(first, second), pearson(first, second), defined.length);
    }

    /** Computes Spearman's correlation, which is NaN for fewer than two pairs and if one series is constant or has a NaN. */
    public static double spearman(double[] x, double[] y) {
        return undefined(x, y) ? Double.NaN : new SpearmansCorrelation().correlation(oneZero(x), oneZero(y));
    }

    /** Computes Pearson's correlation, which is NaN for fewer than two pairs and if one series is constant or has a NaN. */
    public static double pearson(double[] x, double[] y) {
        return undefined(x, y) ? Double.NaN : new PearsonsCorrelation().correlation(x, y);
    }

    private static boolean undefined(double[] x, double[] y) {
        requireSameLength(x, y);
        return constantOrUndefined(x) || constantOrUndefined(y);
    }

    private static boolean constantOrUndefined(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isNaN)
                || Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** Replaces -0 by 0, because the library ranks -0 below 0. */
    private static double[] oneZero(double[] values) {
        return Arrays.stream(values).map(value -> value + 0.0).toArray();
    }

    private static void requireSameLength(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new InvalidInputException("series of %s and %s values".formatted(x.length, y.length));
        }
    }
}
