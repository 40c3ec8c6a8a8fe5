package dev.mixlab.web.json;

import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The contract's Figures: means by layer with their 95 % intervals, six significant digits.
 *
 * @param mean means over sentences [L]
 * @param low lower ends of the intervals [L]
 * @param high upper ends of the intervals [L]
 * @param n numbers of sentences for which the measure is defined [L]
 */
public record EstimatesJson(List<Double> mean, List<Double> low, List<Double> high, List<Integer> n) {

    static EstimatesJson of(VariantEstimates stored) {
        return new EstimatesJson(stored.mean(), stored.low(), stored.high(), stored.n());
    }

    public static EstimatesJson of(List<Estimate> layers) {
        return new EstimatesJson(
                numbers(layers, Estimate::mean),
                numbers(layers, Estimate::low),
                numbers(layers, Estimate::high),
                layers.stream().map(Estimate::n).toList());
    }

    private static List<Double> numbers(List<Estimate> layers, ToDoubleFunction<Estimate> number) {
        return layers.stream()
                .map(estimate -> Digits.round(number.applyAsDouble(estimate)))
                .toList();
    }
}
