package dev.mixlab.web.download;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodComparison;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.PairedComparison;
import dev.mixlab.evaluation.statistics.PairedTest;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.web.json.ConstantNames;
import dev.mixlab.web.json.DifferenceJson;
import dev.mixlab.web.json.EvaluationJson.EvaluatedJson;
import dev.mixlab.weights.tensor.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the measures of one score run into an archive: values, estimates and tests. */
final class MeasureArchive {

    private static final MethodComparison.Choice TESTED =
            new MethodComparison.Choice(Aggregation.NONE, null, PairedTest.PERMUTATION);

    private final ArchiveFile archive;
    private final String folder;
    private final EvaluationRuns evaluations;
    private final EvaluatingSettings settings;

    MeasureArchive(ArchiveFile archive, String folder, EvaluationRuns evaluations, EvaluatingSettings settings) {
        this.archive = archive;
        this.folder = folder;
        this.evaluations = evaluations;
        this.settings = settings;
    }

    void write(ScoreRun scoreRun) throws IOException {
        archive.json(folder + "evaluations.json", EvaluatedJson.of(scoreRun.id(), evaluations));
        List<Group> groups = evaluations.groups(scoreRun.id());
        for (String measure : evaluations.measures(scoreRun.id())) {
            writeEstimates(scoreRun, measure, groups);
            writeValues(scoreRun, measure);
            writeTests(scoreRun, measure, groups);
        }
    }

    private void writeEstimates(ScoreRun scoreRun, String measure, List<Group> groups) throws IOException {
        List<String> header =
                List.of("group", "examples", "method", "aggregation", "layer", "mean", "low", "high", "n");
        archive.csv(
                folder + "figures-" + measure + ".csv",
                header,
                groups.stream()
                        .map(group -> evaluations.figures(scoreRun.id(), measure, group.name()))
                        .flatMap(MeasureArchive::rows));
    }

    private static Stream<List<?>> rows(EstimateTable table) {
        return table.views().stream()
                .flatMap(estimates ->
                        IntStream.range(0, estimates.mean().size()).mapToObj(layer -> row(table, estimates, layer)));
    }

    private static List<?> row(EstimateTable table, VariantEstimates estimates, int layer) {
        return List.of(
                table.group(),
                table.examples(),
                estimates.view().method(),
                ConstantNames.of(estimates.view().aggregation()),
                layer,
                estimates.mean().get(layer),
                estimates.low().get(layer),
                estimates.high().get(layer),
                estimates.n().get(layer));
    }

    private void writeValues(ScoreRun scoreRun, String measure) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (MeasureValues column : evaluations.columns(scoreRun.id(), measure)) {
            String name = column.view().method() + "."
                    + ConstantNames.of(column.view().aggregation());
            tensors.put(
                    name, Tensor.of(name, List.of((long) column.layers(), (long) column.examples()), column.values()));
        }
        archive.tensors(
                folder + "values/" + measure + ".safetensors",
                tensors.values().stream().map(Tensor::info).toList(),
                tensors::get,
                Map.of("measure", measure));
    }

    /** Tests of every two methods over all sentences, by the mean over layers and without aggregation. */
    private void writeTests(ScoreRun scoreRun, String measure, List<Group> groups) throws IOException {
        Group all = groups.get(0);
        MethodComparison comparison =
                MethodComparison.of(evaluations.columns(scoreRun.id(), measure), all, TESTED, settings);
        List<String> header =
                List.of("group", "first", "second", "mean_difference", "low", "high", "n", "p", "adjusted_p");
        archive.csv(
                folder + "tests-" + measure + ".csv",
                header,
                comparison.pairs().stream().map(pair -> row(all.name(), comparison.columns(), pair)));
    }

    private static List<?> row(String group, List<MeasureValues> columns, PairedComparison pair) {
        DifferenceJson tested = DifferenceJson.of(pair.tested());
        return List.of(
                group,
                columns.get(pair.first()).view().method(),
                columns.get(pair.second()).view().method(),
                tested.mean(),
                tested.low(),
                tested.high(),
                tested.n(),
                tested.p(),
                tested.adjusted());
    }
}
