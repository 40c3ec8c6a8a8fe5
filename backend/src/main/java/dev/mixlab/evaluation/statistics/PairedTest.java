package dev.mixlab.evaluation.statistics;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;

/** A two-sided test of whether differences over the same sentences could be chance. Undefined differences are left out. */
public enum PairedTest {
    /** Twice the share of resamples whose mean difference lies at or beyond 0, the observed sample counted among them. */
    BOOTSTRAP {
        @Override
        double defined(double[] differences, double[] means) {
            long below = Arrays.stream(means).filter(mean -> mean <= 0).count();
            long above = Arrays.stream(means).filter(mean -> mean >= 0).count();
            long all = Arrays.stream(means).filter(mean -> !Double.isNaN(mean)).count();
            return Math.min(1, 2.0 * (1 + Math.min(below, above)) / (1 + all));
        }
    },
    /**
     * Wilcoxon's signed-rank test, differences of 0 left out: exact for up to 20 of different sizes, else the normal approximation with
     * continuity correction.
     */
    WILCOXON {
        @Override
        double defined(double[] differences, double[] means) {
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
            return Math.min(
                    1, new WilcoxonSignedRankTest().wilcoxonSignedRankTest(new double[moved.length], moved, exact));
        }
    };

    private static final int MOST_EXACT = 20;

    /** The library forms n (n + 1) as an int. */
    private static final int MOST_RANKS = 46_340;

    /**
     * The p value of differences, one per sentence of the bootstrap, NaN where undefined; NaN where none is defined.
     */
    public double p(double[] differences, Bootstrap bootstrap) {
        return p(differences, bootstrap.means(List.of(differences))[0]);
    }

    /** The same with the mean difference of every resample at hand. */
    double p(double[] differences, double[] means) {
        return Arrays.stream(differences).allMatch(Double::isNaN) ? Double.NaN : defined(differences, means);
    }

    abstract double defined(double[] differences, double[] means);

    private static boolean differentSizes(double[] differences) {
        Set<Double> sizes = new HashSet<>();
        return Arrays.stream(differences).allMatch(difference -> sizes.add(Math.abs(difference)));
    }
}
