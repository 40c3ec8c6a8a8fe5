package dev.mixlab.evaluation.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The comparison of one method with another over the same sentences.
 *
 * @param first index of the first method
 * @param second index of the second method
 * @param difference mean of first minus second over the sentences where both are defined
 * @param p two-sided p value of the test; NaN if the difference is undefined for every sentence
 * @param adjusted the p value after Holm's correction over all comparisons made together
 */
public record PairedComparison(int first, int second, Estimate difference, double p, double adjusted) {

    /** Compares all pairs of columns with one value per sentence, in the order 0 and 1, 0 and 2, .., 1 and 2, ... */
    public static List<PairedComparison> all(List<double[]> columns, PairedTest test, Bootstrap bootstrap) {
        List<int[]> pairs = new ArrayList<>();
        for (int first = 0; first < columns.size(); first++) {
            for (int second = first + 1; second < columns.size(); second++) {
                pairs.add(new int[] {first, second});
            }
        }
        List<double[]> differences = pairs.stream()
                .map(pair -> difference(columns.get(pair[0]), columns.get(pair[1])))
                .toList();
        double[][] means = bootstrap.means(differences);
        double[] p = IntStream.range(0, pairs.size())
                .mapToDouble(i -> test.p(differences.get(i), means[i]))
                .toArray();
        double[] adjusted = Holm.adjust(p);
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> new PairedComparison(
                        pairs.get(i)[0],
                        pairs.get(i)[1],
                        Bootstrap.estimate(differences.get(i), means[i]),
                        p[i],
                        adjusted[i]))
                .toList();
    }

    private static double[] difference(double[] one, double[] other) {
        double[] difference = new double[one.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = one[i] - other[i];
        }
        return difference;
    }
}
