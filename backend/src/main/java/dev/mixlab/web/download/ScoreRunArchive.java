package dev.mixlab.web.download;

import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluationInfo;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.suite.CorrelationTable;
import dev.mixlab.evaluation.suite.DeletionTable;
import dev.mixlab.evaluation.suite.ProbingMode;
import dev.mixlab.evaluation.suite.ProbingTable;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.MapShape;
import dev.mixlab.web.json.ConstantNames;
import dev.mixlab.web.json.EvaluationJson.EvaluatedJson;
import dev.mixlab.web.json.ScoreRunJson;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the files of one score run into an archive. */
final class ScoreRunArchive {

    /** Sentences read at a time. */
    private static final int PAGE = 500;

    private final ArchiveFile archive;
    private final String folder;
    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;
    private final List<EvaluationInfo> infos;

    ScoreRunArchive(
            ArchiveFile archive,
            String folder,
            ScoreRuns scores,
            EvaluationRuns evaluations,
            List<EvaluationInfo> infos) {
        this.archive = archive;
        this.folder = folder;
        this.scores = scores;
        this.evaluations = evaluations;
        this.infos = infos;
    }

    void write(ScoreRun scoreRun) throws IOException {
        archive.json(folder + "scores.json", new ScoreRunJson(scoreRun, scores.skipped(scoreRun.id())));
        writeExamples(scoreRun);
        archive.json(folder + "evaluations.json", EvaluatedJson.of(scoreRun.id(), evaluations));
        List<Group> groups = evaluations.groups(scoreRun.id());
        for (String measure : evaluations.measures(scoreRun.id())) {
            writeEstimates(scoreRun, measure, groups);
            writeValues(scoreRun, measure);
        }
        writeDeletion(scoreRun);
        for (ProbingMode mode : ProbingMode.values()) {
            writeProbing(scoreRun, mode);
        }
        for (String method : scoreRun.methods()) {
            writeMaps(scoreRun, method);
        }
    }

    private void writeExamples(ScoreRun scoreRun) throws IOException {
        List<String> header = List.of(
                "index",
                "id",
                "paradigm",
                "label",
                "sentence",
                "good",
                "bad",
                "correct",
                "probability_good",
                "probability_bad",
                "target",
                "cues",
                "tokens");
        archive.csv(
                folder + "examples.csv",
                header,
                Stream.iterate(0, from -> from < scoreRun.examples(), from -> from + PAGE)
                        .flatMap(
                                from -> scores
                                        .examples(scoreRun.id(), ScoreRuns.Filter.any(), new PageRequest(from, PAGE))
                                        .items()
                                        .stream())
                        .map(row -> example(scoreRun, row)));
    }

    private List<?> example(ScoreRun scoreRun, ScoreRow row) {
        var detail = scores.example(scoreRun.id(), row.index());
        return List.of(
                row.index(),
                row.id(),
                row.paradigm().id(),
                ConstantNames.of(row.label()),
                row.sentence(),
                row.good(),
                row.bad(),
                row.correct(),
                row.probabilityGood(),
                row.probabilityBad(),
                detail.target(),
                String.join(" ", detail.cues().stream().map(String::valueOf).toList()),
                String.join(" ", detail.tokens()));
    }

    private void writeEstimates(ScoreRun scoreRun, String measure, List<Group> groups) throws IOException {
        List<String> header =
                List.of("group", "examples", "method", "aggregation", "layer", "mean", "low", "high", "n");
        archive.csv(
                folder + "figures-" + measure + ".csv",
                header,
                groups.stream()
                        .map(group -> evaluations.figures(scoreRun.id(), measure, group.name()))
                        .flatMap(ScoreRunArchive::rows));
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

    private void writeDeletion(ScoreRun scoreRun) throws IOException {
        List<DeletionTable> layers = new ArrayList<>();
        for (int layer = 0; layer < scoreRun.layers(); layer++) {
            DeletionTable table = evaluations.document(scoreRun.id(), DeletionTable.NAME, layer, DeletionTable.class);
            if (table != null) {
                layers.add(table);
            }
        }
        if (!layers.isEmpty()) {
            archive.json(folder + "deletion.json", layers);
        }
    }

    private void writeProbing(ScoreRun scoreRun, ProbingMode mode) throws IOException {
        ProbingTable table = evaluations.document(scoreRun.id(), mode.evaluation(), 0, ProbingTable.class);
        if (table == null) {
            return;
        }
        archive.json(folder + mode.evaluation() + ".json", table);
        for (EvaluationInfo info : infos) {
            for (Measure measure : info.measures()) {
                String name = CorrelationTable.name(mode, measure.id());
                CorrelationTable correlations = evaluations.document(scoreRun.id(), name, 0, CorrelationTable.class);
                if (correlations != null) {
                    archive.json(folder + name + ".json", correlations);
                }
            }
        }
    }

    private void writeMaps(ScoreRun scoreRun, String method) throws IOException {
        List<TensorInfo> infos = scores.shapes(scoreRun.id(), method).stream()
                .map(shape -> new TensorInfo(String.valueOf(shape.index()), DataType.F32, shape(shape)))
                .toList();
        archive.tensors(
                folder + "maps/" + method + ".safetensors",
                infos,
                index -> tensor(scores.map(scoreRun.id(), Integer.parseInt(index), method), index),
                Map.of("method", method, "score_run", scoreRun.id().value()));
    }

    private static List<Long> shape(MapShape shape) {
        return List.of((long) shape.layers(), (long) shape.rows(), (long) shape.tokens());
    }

    private static Tensor tensor(MixingMap map, String name) {
        return Tensor.of(name, List.of((long) map.layers(), (long) map.rows(), (long) map.tokens()), map.values());
    }
}
