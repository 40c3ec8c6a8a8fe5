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
 * One measure of every view and layer over one group of sentences, as it is drawn.
 *
 * @param measure id of the measure
 * @param group name of the group
 * @param examples sentences of the group
 * @param views in the order of the columns
 */
public record EstimateTable(String measure, String group, int examples, List<ViewFigures> views) {

    public EstimateTable {
        views = List.copyOf(views);
    }

    /**
     * The figures of one view by layer, NaN where undefined, six significant digits.
     *
     * @param view the method and aggregation
     * @param mean means over sentences [L]
     * @param low lower ends of the 95 % intervals [L]
     * @param high upper ends [L]
     * @param n sentences for which the measure is defined [L]
     */
    public record ViewFigures(
            MethodVariant view, List<Double> mean, List<Double> low, List<Double> high, List<Integer> n) {

        private static ViewFigures of(MethodVariant view, List<Estimate> layers) {
            return new ViewFigures(
                    view,
                    numbers(layers, Estimate::mean),
                    numbers(layers, Estimate::low),
                    numbers(layers, Estimate::high),
                    layers.stream().map(Estimate::n).toList());
        }
    }

    /**
     * The figures of a measure's columns over a group. Sentences for which nothing is defined, such as those that were not drawn, are no part
     * of the sample that is resampled; all columns share the draws, which the seed and the group decide.
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
        List<Estimate> figures = bootstrap.figures(layers);
        List<ViewFigures> views = new ArrayList<>();
        int from = 0;
        for (MeasureValues column : columns) {
            views.add(ViewFigures.of(column.view(), figures.subList(from, from + column.layers())));
            from += column.layers();
        }
        return new EstimateTable(measure, group.name(), group.members().length, views);
    }

    /** The members of a group for which one of the columns is defined. */
    public static int[] sample(List<MeasureValues> columns, Group group) {
        return IntStream.of(group.members())
                .filter(index -> columns.stream().anyMatch(column -> column.definedAt(index)))
                .toArray();
    }

    /** The draws that all figures of so many sentences of a group share. */
    public static Bootstrap bootstrap(int sentences, Group group, EvaluatingSettings settings) {
        return new Bootstrap(
                sentences,
                settings.resamples(),
                31 * settings.seed() + group.name().hashCode());
    }

    /** The values of some sentences. */
    public static double[] of(double[] values, int[] sentences) {
        return new Group("", sentences).of(values);
    }

    private static List<Double> numbers(List<Estimate> figures, ToDoubleFunction<Estimate> number) {
        return figures.stream()
                .map(figure -> Digits.round(number.applyAsDouble(figure)))
                .toList();
    }
}
