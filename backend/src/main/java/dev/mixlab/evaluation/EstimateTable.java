package dev.mixlab.evaluation;

import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The estimates of one measure for every method variant and layer, over one group of sentences.
 *
 * @param measure id of the measure
 * @param group name of the group
 * @param examples sentences of the group
 * @param views estimates by method variant
 */
public record EstimateTable(String measure, String group, int examples, List<VariantEstimates> views) {

    public EstimateTable {
        views = List.copyOf(views);
    }

    /**
     * The estimates of one method variant by layer; NaN if undefined, six significant digits.
     *
     * @param view the method and aggregation
     * @param mean means over sentences [L]
     * @param low lower ends of the 95 % intervals [L]
     * @param high upper ends [L]
     * @param n sentences for which the measure is defined [L]
     */
    public record VariantEstimates(
            MethodVariant view, List<Double> mean, List<Double> low, List<Double> high, List<Integer> n) {

        private static VariantEstimates of(MethodVariant view, List<Estimate> layers) {
            return new VariantEstimates(
                    view,
                    numbers(layers, Estimate::mean),
                    numbers(layers, Estimate::low),
                    numbers(layers, Estimate::high),
                    layers.stream().map(Estimate::n).toList());
        }
    }

    /**
     * Estimates a measure over a group. Sentences for which no variant is defined, such as those that were not sampled,
     * are not part of the sample that is resampled. All variants share the resamples, which follow from the seed and
     * the group.
     */
    public static EstimateTable of(
            String measure, List<MeasureValues> columns, Group group, EvaluatingSettings settings) {
        int[] sample = sample(columns, group);
        Bootstrap bootstrap = bootstrap(sample.length, group, settings);
        List<double[]> layers = new ArrayList<>();
        for (MeasureValues column : columns) {
            for (int layer = 0; layer < column.layers(); layer++) {
                layers.add(of(column.layer(layer), sample));
            }
        }
        List<Estimate> estimates = bootstrap.estimates(layers);
        List<VariantEstimates> views = new ArrayList<>();
        int from = 0;
        for (MeasureValues column : columns) {
            views.add(VariantEstimates.of(column.view(), estimates.subList(from, from + column.layers())));
            from += column.layers();
        }
        return new EstimateTable(measure, group.name(), group.members().length, views);
    }

    /** Returns the members of a group for which the measure is defined for some variant. */
    public static int[] sample(List<MeasureValues> columns, Group group) {
        return IntStream.of(group.members())
                .filter(index -> columns.stream().anyMatch(column -> column.definedAt(index)))
                .toArray();
    }

    /** Returns the resamples that all estimates over a group share, given the size of its sample. */
    public static Bootstrap bootstrap(int sentences, Group group, EvaluatingSettings settings) {
        return new Bootstrap(
                sentences,
                settings.resamples(),
                31 * settings.seed() + group.name().hashCode());
    }

    /** Selects the values of some sentences. */
    public static double[] of(double[] values, int[] sentences) {
        return new Group("", sentences).of(values);
    }

    private static List<Double> numbers(List<Estimate> estimates, ToDoubleFunction<Estimate> number) {
        return estimates.stream()
                .map(estimate -> Digits.round(number.applyAsDouble(estimate)))
                .toList();
    }
}
