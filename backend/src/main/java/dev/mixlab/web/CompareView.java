package dev.mixlab.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.evaluation.ItemComparison;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Figure;
import dev.mixlab.evaluation.statistics.TestedDifference;
import dev.mixlab.web.CompareOperations.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The contract's Comparison. */
record CompareView(
        String measure,
        String group,
        int examples,
        List<ItemView> items,
        List<DifferenceView> differences,
        List<SettingView> settings) {

    /** Where the name of a run differs, that is no setting. */
    private static final String NAME = "name";

    static CompareView of(String measure, String group, List<Item> items, ItemComparison comparison) {
        return new CompareView(
                measure,
                group,
                comparison.examples(),
                IntStream.range(0, items.size())
                        .mapToObj(i ->
                                ItemView.of(items.get(i), comparison.figures().get(i)))
                        .toList(),
                IntStream.range(0, comparison.differences().size())
                        .mapToObj(i -> DifferenceView.of(
                                i + 1, comparison.differences().get(i)))
                        .toList(),
                settings(items));
    }

    /** One item with its figures. */
    record ItemView(
            String scoreRunId,
            String runId,
            String runName,
            String modelId,
            String when,
            String method,
            String aggregation,
            LayerFigures figures) {

        static ItemView of(Item item, List<Figure> figures) {
            return new ItemView(
                    item.scores().id().value(),
                    item.run().id().value(),
                    item.run().spec().name(),
                    RunView.SpecView.of(item.run().spec()).modelId(),
                    item.scores().when().name().toLowerCase(Locale.ROOT),
                    item.view().method(),
                    MethodView.id(item.view().aggregation()),
                    LayerFigures.of(figures));
        }
    }

    /** Figures by layer. */
    record LayerFigures(List<Double> mean, List<Double> low, List<Double> high, List<Integer> n) {

        static LayerFigures of(List<Figure> layers) {
            return new LayerFigures(
                    numbers(layers, Figure::mean),
                    numbers(layers, Figure::low),
                    numbers(layers, Figure::high),
                    layers.stream().map(Figure::n).toList());
        }

        private static List<Double> numbers(List<Figure> layers, ToDoubleFunction<Figure> number) {
            return layers.stream()
                    .map(figure -> Digits.round(number.applyAsDouble(figure)))
                    .toList();
        }
    }

    /** A further item minus the first. */
    record DifferenceView(int item, List<LayerDifference> layers) {

        static DifferenceView of(int item, List<TestedDifference> layers) {
            return new DifferenceView(
                    item, layers.stream().map(LayerDifference::of).toList());
        }
    }

    /** One layer of a difference. */
    record LayerDifference(double mean, double low, double high, int n, double p, double adjusted) {

        static LayerDifference of(TestedDifference tested) {
            Figure figure = tested.difference();
            return new LayerDifference(
                    Digits.round(figure.mean()),
                    Digits.round(figure.low()),
                    Digits.round(figure.high()),
                    figure.n(),
                    Digits.round(tested.p()),
                    Digits.round(tested.adjusted()));
        }
    }

    /** A setting that is not the same for all. */
    record SettingView(String name, List<String> values) {}

    private static List<SettingView> settings(List<Item> items) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Map<String, String> ofItem = settings(items.get(i));
            for (Map.Entry<String, String> setting : ofItem.entrySet()) {
                List<String> all = values.computeIfAbsent(setting.getKey(), name -> new ArrayList<>());
                while (all.size() < i) {
                    all.add("");
                }
                all.add(setting.getValue());
            }
        }
        values.values().forEach(all -> {
            while (all.size() < items.size()) {
                all.add("");
            }
        });
        return values.entrySet().stream()
                .filter(setting -> setting.getValue().stream().distinct().count() > 1)
                .map(setting -> new SettingView(setting.getKey(), setting.getValue()))
                .toList();
    }

    private static Map<String, String> settings(Item item) {
        Map<String, String> settings = new LinkedHashMap<>();
        flatten("", Json.tree(RunView.SpecView.of(item.run().spec())), settings);
        settings.remove(NAME);
        settings.put("when", item.scores().when().name().toLowerCase(Locale.ROOT));
        settings.put("method", item.view().method());
        settings.put("aggregation", MethodView.id(item.view().aggregation()));
        return settings;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> settings) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> flatten(
                            name.isEmpty() ? property.getKey() : name + "." + property.getKey(),
                            property.getValue(),
                            settings));
        } else if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(item.asText()));
            settings.put(name, String.join(", ", items));
        } else {
            settings.put(name, node.isNull() ? "all" : node.asText());
        }
    }
}
