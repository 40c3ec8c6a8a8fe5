package dev.mixlab.web.evaluations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.evaluation.ItemComparison;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.statistics.Estimate;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.evaluation.statistics.TestedDifference;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.web.evaluations.CompareOperations.Item;
import dev.mixlab.web.http.Json;
import dev.mixlab.web.json.ConstantNames;
import dev.mixlab.web.json.DifferenceJson;
import dev.mixlab.web.json.EstimatesJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The contract's Comparison. */
record CompareJson(
        String measure,
        String group,
        int examples,
        PairedTest test,
        List<ItemJson> items,
        List<ItemDifferenceJson> differences,
        List<SettingJson> settings) {

    /** The field of a spec that is not a setting: the name of the run. */
    private static final String NAME = "name";

    static CompareJson of(String measure, String group, List<Item> items, ItemComparison comparison) {
        return new CompareJson(
                measure,
                group,
                comparison.examples(),
                ItemComparison.TEST,
                IntStream.range(0, items.size())
                        .mapToObj(i ->
                                ItemJson.of(items.get(i), comparison.estimates().get(i)))
                        .toList(),
                IntStream.range(0, comparison.differences().size())
                        .mapToObj(i -> ItemDifferenceJson.of(
                                i + 1, comparison.differences().get(i)))
                        .toList(),
                settings(items));
    }

    /** One item with its estimates. */
    record ItemJson(
            ScoreRunId scoreRunId,
            RunId runId,
            String runName,
            String modelId,
            @JsonProperty("when") Phase phase,
            @JsonUnwrapped MethodVariant variant,
            EstimatesJson figures) {

        static ItemJson of(Item item, List<Estimate> estimates) {
            return new ItemJson(
                    item.scores().id(),
                    item.run().id(),
                    item.run().spec().name(),
                    item.run().spec().modelId(),
                    item.scores().phase(),
                    item.variant(),
                    EstimatesJson.of(estimates));
        }
    }

    /** The difference of a further item to the first, by layer. */
    record ItemDifferenceJson(int item, List<DifferenceJson> layers) {

        static ItemDifferenceJson of(int item, List<TestedDifference> layers) {
            return new ItemDifferenceJson(
                    item, layers.stream().map(DifferenceJson::of).toList());
        }
    }

    /** A setting in which the items differ, with one value per item. */
    record SettingJson(String name, List<String> values) {}

    private static List<SettingJson> settings(List<Item> items) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Map<String, String> itemSettings = settings(items.get(i));
            for (Map.Entry<String, String> setting : itemSettings.entrySet()) {
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
                .map(setting -> new SettingJson(setting.getKey(), setting.getValue()))
                .toList();
    }

    private static Map<String, String> settings(Item item) {
        Map<String, String> settings = new LinkedHashMap<>();
        flatten("", Json.tree(item.run().spec()), settings);
        settings.remove(NAME);
        settings.put("when", ConstantNames.of(item.scores().phase()));
        settings.put("method", item.variant().method());
        settings.put("aggregation", ConstantNames.of(item.variant().aggregation()));
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
