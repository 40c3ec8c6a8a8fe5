package dev.mixlab.evaluation;

import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.PairedComparison;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.mixing.method.Aggregation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of every two methods of a score run by one measure, over the same sentences.
 *
 * @param columns values of the methods that support the aggregation
 * @param pairs comparisons of all pairs of columns; none where fewer than two methods support the aggregation
 */
public record MethodComparison(List<MeasureValues> columns, List<PairedComparison> pairs) {

    /**
     * What is compared, and how.
     *
     * @param aggregation of the maps
     * @param layer index of the layer; null for the mean over layers
     * @param test of all differences together
     */
    public record Choice(Aggregation aggregation, @Nullable Integer layer, PairedTest test) {}

    /**
     * Compares the methods over the sentences of a group.
     *
     * @param all values of the measure under every variant; sentences for which none is defined are not part of the sample
     */
    public static MethodComparison of(
            List<MeasureValues> all, Group group, Choice choice, EvaluatingSettings settings) {
        List<MeasureValues> columns = all.stream()
                .filter(column -> column.view().aggregation() == choice.aggregation())
                .toList();
        int[] sample = EstimateTable.sample(all, group);
        List<double[]> values = columns.stream()
                .map(column -> EstimateTable.of(values(column, choice.layer()), sample))
                .toList();
        return new MethodComparison(
                columns,
                PairedComparison.all(values, choice.test(), EstimateTable.bootstrap(sample.length, group, settings)));
    }

    private static double[] values(MeasureValues column, @Nullable Integer layer) {
        return layer == null ? column.overLayers() : column.layer(layer);
    }
}
