package dev.mixlab.evaluation.quantity;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.SentenceGroups;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Means of quantities over every group of sentences, with their 95 % intervals; six significant digits.
 *
 * @param firstLayer the layer of the first row: 0 for the output of the embeddings, 1 for the first layer
 * @param layers number of rows
 * @param heads attention heads per layer; null if the quantities belong to whole layers
 * @param groups the groups, all sentences first
 */
public record QuantityTable(
        int firstLayer, int layers, @Nullable Integer heads, List<GroupFigures> groups) {

    public QuantityTable {
        groups = List.copyOf(groups);
    }

    /**
     * The figures of one group.
     *
     * @param group its name
     * @param examples sentences of the group
     * @param quantities figures by quantity
     */
    public record GroupFigures(String group, int examples, List<QuantityFigures> quantities) {}

    /**
     * The figures of one quantity by layer, then by head; NaN if undefined.
     *
     * @param quantity id of the quantity
     * @param mean means over sentences
     * @param low lower ends of the 95 % intervals
     * @param high upper ends
     * @param n sentences for which it is defined
     */
    public record QuantityFigures(
            String quantity, List<Double> mean, List<Double> low, List<Double> high, List<Integer> n) {

        private static QuantityFigures of(String quantity, List<Estimate> cells) {
            return new QuantityFigures(
                    quantity,
                    numbers(cells, Estimate::mean),
                    numbers(cells, Estimate::low),
                    numbers(cells, Estimate::high),
                    cells.stream().map(Estimate::n).toList());
        }

        private static List<Double> numbers(List<Estimate> cells, ToDoubleFunction<Estimate> number) {
            return cells.stream()
                    .map(estimate -> Digits.round(number.applyAsDouble(estimate)))
                    .toList();
        }
    }

    /** The name under which the table of an evaluation is stored. */
    public static String name(String evaluation) {
        return evaluation + "_table";
    }

    /** Estimates all quantities over every group; sentences of which nothing is defined take no part. */
    public static QuantityTable of(EvaluationInput input, QuantityColumns columns) {
        List<GroupFigures> groups = SentenceGroups.of(input.examples()).stream()
                .map(group -> figures(group, columns, input.settings()))
                .toList();
        return new QuantityTable(columns.firstLayer(), columns.layers(), columns.heads(), groups);
    }

    private static GroupFigures figures(Group group, QuantityColumns columns, EvaluatingSettings settings) {
        int[] sample = Arrays.stream(group.members()).filter(columns::has).toArray();
        Bootstrap bootstrap = EstimateTable.bootstrap(sample.length, group, settings);
        List<double[]> cells = new ArrayList<>();
        columns.quantities()
                .forEach(quantity -> IntStream.range(0, columns.cells())
                        .forEach(cell -> cells.add(EstimateTable.of(columns.values(quantity, cell), sample))));
        List<Estimate> estimates = bootstrap.estimates(cells);
        List<QuantityFigures> figures = new ArrayList<>();
        for (int q = 0; q < columns.quantities().size(); q++) {
            int from = q * columns.cells();
            figures.add(
                    QuantityFigures.of(columns.quantities().get(q), estimates.subList(from, from + columns.cells())));
        }
        return new GroupFigures(group.name(), group.members().length, figures);
    }
}
