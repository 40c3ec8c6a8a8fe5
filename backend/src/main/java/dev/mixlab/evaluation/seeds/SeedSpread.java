package dev.mixlab.evaluation.seeds;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.statistics.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;

/**
 * The spread of an estimate over runs that should differ by chance alone; six significant digits, NaN if undefined.
 *
 * @param view the method and aggregation
 * @param mean mean over runs [L]
 * @param minimum minimum over runs [L]
 * @param maximum maximum over runs [L]
 * @param deviation standard deviation over runs, with n - 1 in the denominator; NaN for one run [L]
 */
public record SeedSpread(
        MethodVariant view, List<Double> mean, List<Double> minimum, List<Double> maximum, List<Double> deviation) {

    /** Computes the spread over the same table of each run, at least one, for the variants of the first. */
    public static List<SeedSpread> of(List<EstimateTable> runs) {
        return runs.get(0).views().stream().map(first -> of(first.view(), runs)).toList();
    }

    private static SeedSpread of(MethodVariant view, List<EstimateTable> runs) {
        List<VariantEstimates> estimates = runs.stream()
                .map(run -> run.views().stream()
                        .filter(other -> other.view().equals(view))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInputException(
                                "a run has no estimates of %s under %s".formatted(view.method(), view.aggregation()))))
                .toList();
        List<DescriptiveStatistics> layers = new ArrayList<>();
        for (int layer = 0; layer < estimates.get(0).mean().size(); layer++) {
            int at = layer;
            layers.add(new DescriptiveStatistics(estimates.stream()
                    .mapToDouble(run -> run.mean().get(at))
                    .filter(Double::isFinite)
                    .toArray()));
        }
        return new SeedSpread(
                view,
                numbers(layers, DescriptiveStatistics::getMean),
                numbers(layers, DescriptiveStatistics::getMin),
                numbers(layers, DescriptiveStatistics::getMax),
                numbers(layers, one -> one.getN() < 2 ? Double.NaN : one.getStandardDeviation()));
    }

    private static List<Double> numbers(
            List<DescriptiveStatistics> layers, ToDoubleFunction<DescriptiveStatistics> number) {
        return IntStream.range(0, layers.size())
                .mapToObj(layer -> Digits.round(number.applyAsDouble(layers.get(layer))))
                .toList();
    }
}
