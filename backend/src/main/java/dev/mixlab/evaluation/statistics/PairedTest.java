package dev.mixlab.evaluation.statistics;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;

/** A two-sided test of the hypothesis that the mean difference over the same sentences is 0. Undefined differences are left out. */
public enum PairedTest {
    /**
     * Tests whether the mean difference is 0, by random signs of the differences, as many times as the bootstrap has resamples;
     * adjusted by the
     * step-down maximum over all tests (Westfall and Young 1993).
     */
    PERMUTATION {
        @Override
        public PValues of(List<double[]> differences, Bootstrap bootstrap) {
            return new SignFlips(bootstrap.sentences(), bootstrap.resamples(), bootstrap.seed()).test(differences);
        }
    },
    /**
     * Wilcoxon's signed-rank test, differences of 0 left out: exact for up to 20 of different sizes, else the normal approximation with
     * continuity correction; adjusted by Holm's correction. It tests whether the differences lie symmetrically around 0, which is another
     * question than whether their mean is 0.
     */
    WILCOXON {
        @Override
        public PValues of(List<double[]> differences, Bootstrap bootstrap) {
            double[] p = differences.stream().mapToDouble(PairedTest::wilcoxon).toArray();
            return new PValues(p, Holm.adjust(p));
        }
    };

    /** A lower p value, which would be rounded to 0 at some point, is given as this bound. */
    public static final double LEAST = 1e-300;

    private static final int MOST_EXACT = 20;

    /** Largest number of ranks for which the library's int product n (n + 1) does not overflow. */
    private static final int MOST_RANKS = 46_340;

    /**
     * Tests columns with one difference per sentence of the bootstrap, NaN where undefined.
     *
     * @param bootstrap says how many permutations are drawn, and from which seed
     */
    public abstract PValues of(List<double[]> differences, Bootstrap bootstrap);

    private static double wilcoxon(double[] differences) {
        if (Arrays.stream(differences).allMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double[] moved = Arrays.stream(differences)
                .filter(difference -> !Double.isNaN(difference) && difference != 0)
                .toArray();
        if (moved.length == 0) {
            return 1;
        }
        if (moved.length > MOST_RANKS) {
            throw new InvalidInputException("Wilcoxon's test of %s differences where at most %s are possible"
                    .formatted(moved.length, MOST_RANKS));
        }
        boolean exact = moved.length <= MOST_EXACT && differentSizes(moved);
        double p = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(new double[moved.length], moved, exact);
        return Math.max(LEAST, Math.min(1, p));
    }

    private static boolean differentSizes(double[] differences) {
        Set<Double> sizes = new HashSet<>();
        return Arrays.stream(differences).allMatch(difference -> sizes.add(Math.abs(difference)));
    }
}
