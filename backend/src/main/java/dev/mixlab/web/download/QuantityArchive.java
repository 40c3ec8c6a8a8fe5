package dev.mixlab.web.download;

import dev.mixlab.evaluation.quantity.Quantity;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import dev.mixlab.evaluation.quantity.QuantityTable;
import dev.mixlab.evaluation.quantity.QuantityValues;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what evaluations have stored of one score run by layer, or by layer and head, into an archive: the means and every sentence. */
final class QuantityArchive {

    private final ArchiveFile archive;
    private final String folder;
    private final EvaluationRuns evaluations;

    QuantityArchive(ArchiveFile archive, String folder, EvaluationRuns evaluations) {
        this.archive = archive;
        this.folder = folder;
        this.evaluations = evaluations;
    }

    void write(ScoreRun scoreRun) throws IOException {
        for (QuantityEvaluation evaluation : Evaluations.ofQuantities()) {
            write(scoreRun, evaluation.info().id(), evaluation.quantities());
        }
    }

    private void write(ScoreRun scoreRun, String evaluation, List<Quantity> quantities) throws IOException {
        QuantityTable table =
                evaluations.document(scoreRun.id(), QuantityTable.name(evaluation), 0, QuantityTable.class);
        if (table == null) {
            return;
        }
        archive.json(folder + evaluation + ".json", table);
        Integer heads = table.heads();
        List<String> ids = quantities.stream().map(Quantity::id).toList();
        List<String> header = new ArrayList<>(heads == null ? List.of("layer") : List.of("layer", "head"));
        header.add("index");
        header.addAll(ids);
        archive.csv(
                folder + evaluation + ".csv",
                header,
                evaluations.quantities(scoreRun.id(), evaluation).flatMap(values -> rows(values, ids)));
    }

    private static Stream<List<?>> rows(QuantityValues values, List<String> quantities) {
        return IntStream.range(0, values.sentences().size()).mapToObj(i -> {
            List<Object> row = new ArrayList<>();
            row.add(values.layer());
            if (values.head() != null) {
                row.add(values.head());
            }
            row.add(values.sentences().get(i));
            quantities.forEach(id -> row.add(cell(values.values().get(id), i)));
            return row;
        });
    }

    private static Object cell(@Nullable List<Double> values, int i) {
        return values == null || values.get(i).isNaN() ? "" : values.get(i);
    }
}
