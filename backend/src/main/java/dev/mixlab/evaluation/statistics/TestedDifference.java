package dev.mixlab.evaluation.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A mean difference over sentences with the p value of a test.
 *
 * @param difference its estimate over the sentences for which it is defined
 * @param p two-sided p value; NaN if it is undefined for every sentence
 * @param adjusted the p value corrected for all differences tested together
 */
public record TestedDifference(Estimate difference, double p, double adjusted) {

    /** Tests columns with one difference per sentence; undefined ones are NaN. */
    public static List<TestedDifference> all(List<double[]> differences, PairedTest test, Bootstrap bootstrap) {
        List<Estimate> estimates = bootstrap.estimates(differences);
        PValues values = test.of(differences, bootstrap);
        return IntStream.range(0, differences.size())
                .mapToObj(i -> new TestedDifference(estimates.get(i), values.p()[i], values.adjusted()[i]))
                .toList();
    }
}
