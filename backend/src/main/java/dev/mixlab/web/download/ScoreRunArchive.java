package dev.mixlab.web.download;

import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.ViewFigures;
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
import dev.mixlab.web.evaluations.ProbingOperations.CorrelationsView;
import dev.mixlab.web.json.EvaluationJson.DeletionView;
import dev.mixlab.web.json.EvaluationJson.EvaluatedView;
import dev.mixlab.web.json.MethodJson;
import dev.mixlab.web.json.ScoreJson.ScoreRunView;
import dev.mixlab.web.json.ScoreJson.SummaryView;
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

/** The files of one score run in an archive. */
final class ScoreRunArchive {

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

    void write(ScoreRun scored) throws IOException {
        archive.json(folder + "scores.json", ScoreRunView.of(scored, scores.refused(scored.id())));
        writeExamples(scored);
        List<EvaluationRuns.Evaluated> made = evaluations.list(scored.id());
        List<Group> groups = evaluations.groups(scored.id());
        archive.json(folder + "evaluations.json", EvaluatedView.of(scored.id(), made, groups));
        List<EvaluationInfo> stored = infos.stream()
                .filter(info -> made.stream().anyMatch(one -> one.evaluation().equals(info.id())))
                .toList();
        for (EvaluationInfo info : stored) {
            for (Measure measure : info.measures()) {
                writeFigures(scored, measure.id(), groups);
                writeValues(scored, measure.id());
            }
        }
        writeDeletion(scored);
        for (ProbingMode mode : ProbingMode.values()) {
            writeProbing(scored, mode);
        }
        for (String method : scored.methods()) {
            writeMaps(scored, method);
        }
    }

    private void writeExamples(ScoreRun scored) throws IOException {
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
                Stream.iterate(0, from -> from < scored.examples(), from -> from + PAGE)
                        .flatMap(
                                from -> scores
                                        .examples(scored.id(), ScoreRuns.Filter.any(), new PageRequest(from, PAGE))
                                        .items()
                                        .stream())
                        .map(row -> example(scored, row)));
    }

    private List<?> example(ScoreRun scored, ScoreRow row) {
        var detail = scores.example(scored.id(), row.index());
        SummaryView summary = SummaryView.of(row);
        return List.of(
                summary.index(),
                summary.id(),
                summary.paradigm(),
                summary.label(),
                summary.sentence(),
                summary.good(),
                summary.bad(),
                summary.correct(),
                summary.probabilityGood(),
                summary.probabilityBad(),
                detail.target(),
                String.join(" ", detail.cues().stream().map(String::valueOf).toList()),
                String.join(" ", detail.tokens()));
    }

    private void writeFigures(ScoreRun scored, String measure, List<Group> groups) throws IOException {
        List<String> header =
                List.of("group", "examples", "method", "aggregation", "layer", "mean", "low", "high", "n");
        archive.csv(
                folder + "figures-" + measure + ".csv",
                header,
                groups.stream()
                        .map(group -> evaluations.figures(scored.id(), measure, group.name()))
                        .flatMap(ScoreRunArchive::rows));
    }

    private static Stream<List<?>> rows(EstimateTable table) {
        return table.views().stream()
                .flatMap(view -> IntStream.range(0, view.mean().size()).mapToObj(layer -> row(table, view, layer)));
    }

    private static List<?> row(EstimateTable table, ViewFigures view, int layer) {
        return List.of(
                table.group(),
                table.examples(),
                view.view().method(),
                MethodJson.id(view.view().aggregation()),
                layer,
                view.mean().get(layer),
                view.low().get(layer),
                view.high().get(layer),
                view.n().get(layer));
    }

    private void writeValues(ScoreRun scored, String measure) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (MeasureValues column : evaluations.columns(scored.id(), measure)) {
            String name =
                    column.view().method() + "." + MethodJson.id(column.view().aggregation());
            tensors.put(
                    name, Tensor.of(name, List.of((long) column.layers(), (long) column.examples()), column.values()));
        }
        archive.tensors(
                folder + "values/" + measure + ".safetensors",
                tensors.values().stream().map(Tensor::info).toList(),
                tensors::get,
                Map.of("measure", measure));
    }

    private void writeDeletion(ScoreRun scored) throws IOException {
        List<DeletionView> layers = new ArrayList<>();
        for (int layer = 0; layer < scored.layers(); layer++) {
            DeletionTable table = evaluations.document(scored.id(), DeletionTable.NAME, layer, DeletionTable.class);
            if (table != null) {
                layers.add(DeletionView.of(table));
            }
        }
        if (!layers.isEmpty()) {
            archive.json(folder + "deletion.json", layers);
        }
    }

    private void writeProbing(ScoreRun scored, ProbingMode mode) throws IOException {
        ProbingTable table = evaluations.document(scored.id(), mode.evaluation(), 0, ProbingTable.class);
        if (table == null) {
            return;
        }
        archive.json(folder + mode.evaluation() + ".json", table);
        for (EvaluationInfo info : infos) {
            for (Measure measure : info.measures()) {
                String name = CorrelationTable.name(mode, measure.id());
                CorrelationTable correlations = evaluations.document(scored.id(), name, 0, CorrelationTable.class);
                if (correlations != null) {
                    archive.json(folder + name + ".json", CorrelationsView.of(correlations));
                }
            }
        }
    }

    private void writeMaps(ScoreRun scored, String method) throws IOException {
        List<TensorInfo> infos = scores.shapes(scored.id(), method).stream()
                .map(shape -> new TensorInfo(String.valueOf(shape.index()), DataType.F32, shape(shape)))
                .toList();
        archive.tensors(
                folder + "maps/" + method + ".safetensors",
                infos,
                index -> tensor(scores.map(scored.id(), Integer.parseInt(index), method), index),
                Map.of("method", method, "score_run", scored.id().value()));
    }

    private static List<Long> shape(MapShape shape) {
        return List.of((long) shape.layers(), (long) shape.rows(), (long) shape.tokens());
    }

    private static Tensor tensor(MixingMap map, String name) {
        return Tensor.of(name, List.of((long) map.layers(), (long) map.rows(), (long) map.tokens()), map.values());
    }
}
