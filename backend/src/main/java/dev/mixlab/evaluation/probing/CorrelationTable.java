package dev.mixlab.evaluation.probing;

import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Interval;
import dev.mixlab.evaluation.statistics.MeanCorrelations;
import java.util.Arrays;
import java.util.List;

/**
 * The correlation of a measure of cue alignment with the compression of the probe over layers 1 to L; six significant
 * digits.
 *
 * @param measure id of the measure
 * @param mode id of the mode of probing
 * @param layers number of layers L
 * @param views one entry per method variant with L layers
 */
public record CorrelationTable(String measure, String mode, int layers, List<VariantCorrelation> views) {

    /** The name under which it is stored. */
    public static String name(ProbingMode mode, String measure) {
        return mode.evaluation() + "_correlations_" + measure;
    }

    /**
     * The correlations of one method variant.
     *
     * @param view the method and aggregation
     * @param alignment mean cue alignment [L]
     * @param compression compression at the output of each layer [L]
     * @param spearman correlation of the ranks
     * @param pearson linear correlation
     */
    public record VariantCorrelation(
            MethodVariant view, List<Double> alignment, List<Double> compression, Interval spearman, Interval pearson) {

        static VariantCorrelation of(MethodVariant view, MeanCorrelations.Result result) {
            return new VariantCorrelation(
                    view,
                    numbers(result.means()),
                    numbers(result.others()),
                    rounded(result.spearman()),
                    rounded(result.pearson()));
        }

        private static List<Double> numbers(double[] values) {
            return Arrays.stream(values).map(Digits::round).boxed().toList();
        }

        private static Interval rounded(Interval interval) {
            return new Interval(
                    Digits.round(interval.value()), Digits.round(interval.low()), Digits.round(interval.high()));
        }
    }
}
