package dev.mixlab.web.download;

import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.score.ScoreRuns.MapShape;
import dev.mixlab.web.json.ConstantNames;
import dev.mixlab.web.json.ScoreRunJson;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes the files of one score run into an archive. */
final class ScoreRunArchive {

    /** Sentences read at a time. */
    private static final int PAGE = 500;

    private final ArchiveFile archive;
    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;
    private final List<MethodInfo> methods;
    private final EvaluatingSettings settings;

    /**
     * Prepares the files of the score runs of one run.
     *
     * @param methods all methods
     * @param settings with which the run was evaluated
     */
    ScoreRunArchive(
            ArchiveFile archive,
            ScoreRuns scores,
            EvaluationRuns evaluations,
            List<MethodInfo> methods,
            EvaluatingSettings settings) {
        this.archive = archive;
        this.scores = scores;
        this.evaluations = evaluations;
        this.methods = methods;
        this.settings = settings;
    }

    /** Writes a score run into a folder of its own. */
    void write(ScoreRun scoreRun) throws IOException {
        String folder = folder(scoreRun);
        archive.json(
                folder + "scores.json",
                new ScoreRunJson(scoreRun, scores.skipped(scoreRun.id()), scores.classes(scoreRun.id())));
        writeMethods(scoreRun);
        writeExamples(scoreRun);
        new MeasureArchive(archive, folder, evaluations, settings).write(scoreRun);
        new DocumentArchive(archive, folder, evaluations).write(scoreRun);
        for (String method : scoreRun.methods()) {
            writeMaps(scoreRun, method);
        }
    }

    private static String folder(ScoreRun scoreRun) {
        return ConstantNames.of(scoreRun.phase()) + "/";
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
                "tokens",
                "word_of_token",
                "target_word",
                "words");
        archive.csv(
                folder(scoreRun) + "examples.csv",
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
                row.paradigm(),
                Objects.requireNonNullElse(row.label(), ""),
                row.sentence(),
                row.good(),
                row.bad(),
                row.correct(),
                row.probabilityGood(),
                row.probabilityBad(),
                detail.target(),
                joined(detail.cues()),
                String.join(" ", detail.tokens()),
                joined(detail.wordOfToken()),
                detail.targetWord(),
                String.join(" ", detail.words()));
    }

    private static String joined(List<Integer> numbers) {
        return String.join(" ", numbers.stream().map(String::valueOf).toList());
    }

    /** What each method of the score run is, in the order of the score run. */
    private void writeMethods(ScoreRun scoreRun) throws IOException {
        List<String> header =
                List.of("id", "name", "kind", "source", "rows_sum_to_1", "signed", "aggregations", "description");
        archive.csv(
                folder(scoreRun) + "methods.csv",
                header,
                scoreRun.methods().stream()
                        .flatMap(id ->
                                methods.stream().filter(method -> method.id().equals(id)))
                        .map(method -> List.of(
                                method.id(),
                                method.name(),
                                ConstantNames.of(method.kind()),
                                method.paper(),
                                method.normalisesRows(),
                                method.signed(),
                                String.join(
                                        " ",
                                        method.aggregations().stream()
                                                .map(ConstantNames::of)
                                                .toList()),
                                method.description())));
    }

    private void writeMaps(ScoreRun scoreRun, String method) throws IOException {
        List<TensorInfo> infos = scores.shapes(scoreRun.id(), method).stream()
                .map(shape -> new TensorInfo(String.valueOf(shape.index()), DataType.F32, shape(shape)))
                .toList();
        archive.tensors(
                folder(scoreRun) + "maps/" + method + ".safetensors",
                infos,
                index -> tensor(scores.map(scoreRun.id(), Integer.parseInt(index), method), index),
                Map.of("method", method, "score_run", scoreRun.id().value()));
        writeSums(scoreRun, method);
    }

    /** The sum of each row before it was divided by it, for methods that divide: the raw scores are map times sum. */
    private void writeSums(ScoreRun scoreRun, String method) throws IOException {
        List<MapShape> shapes = scores.shapes(scoreRun.id(), method);
        if (shapes.isEmpty()
                || scores.map(scoreRun.id(), shapes.get(0).index(), method).raw() == null) {
            return;
        }
        archive.tensors(
                folder(scoreRun) + "row_sums/" + method + ".safetensors",
                shapes.stream()
                        .map(shape -> new TensorInfo(
                                String.valueOf(shape.index()), DataType.F32, List.of((long) shape.layers(), (long)
                                        shape.rows())))
                        .toList(),
                index -> sums(scores.map(scoreRun.id(), Integer.parseInt(index), method), index),
                Map.of("method", method, "score_run", scoreRun.id().value()));
    }

    private static Tensor sums(MixingMap map, String name) {
        float[] raw = Objects.requireNonNull(map.raw());
        float[] sums = new float[map.layers() * map.rows()];
        for (int row = 0; row < sums.length; row++) {
            double sum = 0;
            for (int column = 0; column < map.tokens(); column++) {
                sum += raw[row * map.tokens() + column];
            }
            sums[row] = (float) sum;
        }
        return Tensor.of(name, List.of((long) map.layers(), (long) map.rows()), sums);
    }

    private static List<Long> shape(MapShape shape) {
        return List.of((long) shape.layers(), (long) shape.rows(), (long) shape.tokens());
    }

    private static Tensor tensor(MixingMap map, String name) {
        return Tensor.of(name, List.of((long) map.layers(), (long) map.rows(), (long) map.tokens()), map.values());
    }
}
