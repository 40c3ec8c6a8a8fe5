package dev.mixlab.evaluation.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The comparison of one method with another over the same sentences.
 *
 * @param first index of the first method
 * @param second index of the second method
 * @param tested the difference of first minus second over the sentences where both are defined, tested together with those of all pairs
 */
public record PairedComparison(int first, int second, TestedDifference tested) {

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
        List<TestedDifference> tested = TestedDifference.all(differences, test, bootstrap);
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> new PairedComparison(pairs.get(i)[0], pairs.get(i)[1], tested.get(i)))
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
