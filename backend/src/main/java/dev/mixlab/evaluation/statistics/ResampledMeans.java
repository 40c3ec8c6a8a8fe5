package dev.mixlab.evaluation.statistics;

import dev.mixlab.evaluation.statistics.WeightedSums.Weights;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/** Means of columns under many draws of sentences. Sums are formed of deviations from the mean, so that they keep their digits. */
final class ResampledMeans {

    private ResampledMeans() {}

    /**
     * The means of many columns under all draws.
     *
     * @param columns one value per sentence, NaN where undefined
     * @param draws how often each sentence is drawn [draws][sentences]
     * @return means [columns][draws]; NaN where a draw has no defined value
     */
    static double[][] of(List<double[]> columns, short[][] draws, int sentences) {
        if (sentences == 0) {
            double[][] none = new double[columns.size()][draws.length];
            Arrays.stream(none).forEach(column -> Arrays.fill(column, Double.NaN));
            return none;
        }
        Weights weights = (row, flat, place) -> {
            for (int i = 0; i < sentences; i++) {
                flat[place + i] = draws[row][i];
            }
        };
        double[] centres = columns.stream().mapToDouble(Bootstrap::mean).toArray();
        List<double[]> deviations = IntStream.range(0, centres.length)
                .mapToObj(c -> deviations(columns.get(c), centres[c]))
                .toList();
        double[][] means = WeightedSums.of(deviations, sentences, draws.length, weights);
        int[] incomplete = IntStream.range(0, centres.length)
                .filter(c -> Arrays.stream(columns.get(c)).anyMatch(Double::isNaN))
                .toArray();
        double[][] counts = WeightedSums.of(
                IntStream.of(incomplete).mapToObj(c -> defined(columns.get(c))).toList(),
                sentences,
                draws.length,
                weights);
        for (int c = 0; c < means.length; c++) {
            int place = Arrays.binarySearch(incomplete, c);
            Range range = Range.of(columns.get(c));
            for (int draw = 0; draw < draws.length; draw++) {
                double count = place < 0 ? sentences : counts[place][draw];
                means[c][draw] = range.nearest(centres[c] + means[c][draw] / count);
            }
        }
        return means;
    }

    /** The least and the greatest value of a column, between which every mean of its values lies, whatever is rounded. */
    private record Range(double least, double greatest) {

        static Range of(double[] column) {
            DoubleSummaryStatistics defined =
                    Arrays.stream(column).filter(value -> !Double.isNaN(value)).summaryStatistics();
            return new Range(defined.getMin(), defined.getMax());
        }

        double nearest(double value) {
            return Math.min(greatest, Math.max(least, value));
        }
    }

    /** Deviations from a centre, 0 where undefined. */
    private static double[] deviations(double[] column, double centre) {
        return Arrays.stream(column)
                .map(value -> Double.isNaN(value) ? 0 : value - centre)
                .toArray();
    }

    /** 1 where a column is defined, else 0. */
    private static double[] defined(double[] column) {
        return Arrays.stream(column).map(value -> Double.isNaN(value) ? 0 : 1).toArray();
    }
}
