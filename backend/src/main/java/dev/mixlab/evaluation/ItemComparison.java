package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Estimate;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.evaluation.statistics.TestedDifference;
import dev.mixlab.mixing.method.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The comparison of methods, checkpoints or runs by one measure, over the sentences that they have in common.
 *
 * @param examples number of sentences of the sample
 * @param estimates estimates by item and layer
 * @param differences differences of each further item to the first, by layer, all tested together
 */
public record ItemComparison(int examples, List<List<Estimate>> estimates, List<List<TestedDifference>> differences) {

    /** The test of all differences. */
    public static final PairedTest TEST = PairedTest.PERMUTATION;

    /**
     * One item.
     *
     * @param column its values
     * @param sentences the sentences in common by their index in its score run, in one order for all items
     */
    public record Item(MeasureValues column, int[] sentences) {

        private double[] layer(int layer) {
            return EstimateTable.of(column.layer(layer), sentences);
        }

        private boolean last() {
            return column.view().aggregation() == Aggregation.LAST_LAYER;
        }
    }

    /** Returns the pairs of layers of two items that are compared. */
    private record Pair(int layer, int base) {}

    /**
     * Compares each further item with the first. A variant of the last layer alone is compared with the other's last
     * layer. Sentences for which no item is defined are not part of the sample.
     */
    public static ItemComparison of(List<Item> items, String group, EvaluatingSettings settings) {
        List<Item> sampled = sampled(items);
        int examples = sampled.get(0).sentences().length;
        Bootstrap bootstrap = EstimateTable.bootstrap(examples, new Group(group, new int[0]), settings);
        List<List<Estimate>> estimates = sampled.stream()
                .map(item ->
                        bootstrap.estimates(IntStream.range(0, item.column().layers())
                                .mapToObj(item::layer)
                                .toList()))
                .toList();
        return new ItemComparison(examples, estimates, differences(sampled, bootstrap));
    }

    private static List<List<TestedDifference>> differences(List<Item> items, Bootstrap bootstrap) {
        Item base = items.get(0);
        List<double[]> columns = new ArrayList<>();
        for (Item item : items.subList(1, items.size())) {
            for (Pair pair : pairs(item, base)) {
                columns.add(difference(item.layer(pair.layer()), base.layer(pair.base())));
            }
        }
        List<TestedDifference> tested = TestedDifference.all(columns, TEST, bootstrap);
        List<List<TestedDifference>> differences = new ArrayList<>();
        int from = 0;
        for (Item item : items.subList(1, items.size())) {
            int layers = pairs(item, base).size();
            differences.add(tested.subList(from, from + layers));
            from += layers;
        }
        return differences;
    }

    private static List<Pair> pairs(Item item, Item base) {
        int layers = item.column().layers();
        int ofBase = base.column().layers();
        if (item.last() || base.last()) {
            return List.of(new Pair(layers - 1, ofBase - 1));
        }
        return IntStream.range(0, Math.min(layers, ofBase))
                .mapToObj(layer -> new Pair(layer, layer))
                .toList();
    }

    private static double[] difference(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] - other[i])
                .toArray();
    }

    private static List<Item> sampled(List<Item> items) {
        int count = items.get(0).sentences().length;
        for (Item item : items) {
            if (item.sentences().length != count) {
                throw new InvalidInputException(
                        "%s and %s sentences in common".formatted(count, item.sentences().length));
            }
        }
        int[] places = IntStream.range(0, count)
                .filter(i -> items.stream().anyMatch(item -> item.column().definedAt(item.sentences()[i])))
                .toArray();
        return items.stream()
                .map(item -> new Item(
                        item.column(),
                        IntStream.of(places).map(i -> item.sentences()[i]).toArray()))
                .toList();
    }
}
