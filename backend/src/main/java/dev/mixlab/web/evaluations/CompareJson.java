package dev.mixlab.web.evaluations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mixlab.evaluation.ItemComparison;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.statistics.Estimate;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.evaluation.statistics.TestedDifference;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.Phase;
import dev.mixlab.web.evaluations.CompareOperations.Item;
import dev.mixlab.web.json.ConstantNames;
import dev.mixlab.web.json.DifferenceJson;
import dev.mixlab.web.json.EstimatesJson;
import java.time.Instant;
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
            long seed,
            double learningRate,
            Instant runCreatedAt,
            String modelId,
            @JsonProperty("when") Phase phase,
            @JsonUnwrapped MethodVariant variant,
            EstimatesJson figures) {

        static ItemJson of(Item item, List<Estimate> estimates) {
            return new ItemJson(
                    item.scores().id(),
                    item.run().id(),
                    item.run().spec().name(),
                    item.run().spec().fineTuning().seed(),
                    item.run().spec().fineTuning().learningRate(),
                    item.run().createdAt(),
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

    private static List<SettingJson> settings(List<Item> items) {
        return SettingJson.differing(items.stream().map(CompareJson::settings).toList());
    }

    private static Map<String, String> settings(Item item) {
        Map<String, String> settings = SettingJson.of(item.run().spec());
        settings.put("when", ConstantNames.of(item.scores().phase()));
        settings.put("method", item.variant().method());
        settings.put("aggregation", ConstantNames.of(item.variant().aggregation()));
        return settings;
    }
}
