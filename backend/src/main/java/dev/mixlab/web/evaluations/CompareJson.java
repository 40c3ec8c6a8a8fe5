package dev.mixlab.web.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.evaluation.ItemComparison;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Estimate;
import dev.mixlab.evaluation.statistics.TestedDifference;
import dev.mixlab.web.evaluations.CompareOperations.Item;
import dev.mixlab.web.http.Json;
import dev.mixlab.web.json.MethodJson;
import dev.mixlab.web.json.RunJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The contract's Comparison. */
record CompareJson(
        String measure,
        String group,
        int examples,
        List<ItemView> items,
        List<DifferenceView> differences,
        List<SettingView> settings) {

    /** Where the name of a run differs, that is no setting. */
    private static final String NAME = "name";

    static CompareJson of(String measure, String group, List<Item> items, ItemComparison comparison) {
        return new CompareJson(
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

        static ItemView of(Item item, List<Estimate> figures) {
            return new ItemView(
                    item.scores().id().value(),
                    item.run().id().value(),
                    item.run().spec().name(),
                    RunJson.SpecView.of(item.run().spec()).modelId(),
                    item.scores().when().name().toLowerCase(Locale.ROOT),
                    item.view().method(),
                    MethodJson.id(item.view().aggregation()),
                    LayerFigures.of(figures));
        }
    }

    /** Figures by layer. */
    record LayerFigures(List<Double> mean, List<Double> low, List<Double> high, List<Integer> n) {

        static LayerFigures of(List<Estimate> layers) {
            return new LayerFigures(
                    numbers(layers, Estimate::mean),
                    numbers(layers, Estimate::low),
                    numbers(layers, Estimate::high),
                    layers.stream().map(Estimate::n).toList());
        }

        private static List<Double> numbers(List<Estimate> layers, ToDoubleFunction<Estimate> number) {
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
            Estimate figure = tested.difference();
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
        flatten("", Json.tree(RunJson.SpecView.of(item.run().spec())), settings);
        settings.remove(NAME);
        settings.put("when", item.scores().when().name().toLowerCase(Locale.ROOT));
        settings.put("method", item.view().method());
        settings.put("aggregation", MethodJson.id(item.view().aggregation()));
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
