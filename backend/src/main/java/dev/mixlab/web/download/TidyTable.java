package dev.mixlab.web.download;

import dev.mixlab.common.PageRequest;
import dev.mixlab.common.ZipFolder;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.probing.ProbeBits;
import dev.mixlab.evaluation.probing.ProbingMode;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import dev.mixlab.evaluation.quantity.QuantityValues;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.run.Run;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.web.json.ConstantNames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/**
 * Writes all that a run has stored by sentence as one tidy table: one value a line, and beside it all that it belongs
 * to. Of the values, those of one method variant are in memory at a time. A value that is undefined has no line.
 */
final class TidyTable {

    static final List<String> COLUMNS = List.of(
            "run",
            "model",
            "phase",
            "method",
            "aggregation",
            "layer",
            "head",
            "example",
            "paradigm",
            "label",
            "correct",
            "measure",
            "value");

    private static final int PAGE = 500;
    private static final String END = "\r\n";

    /** Layer 0 is the first layer everywhere in the table, so that the embedding output comes before it. */
    private static final int EMBEDDINGS = -1;

    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;

    TidyTable(ScoreRuns scores, EvaluationRuns evaluations) {
        this.scores = scores;
        this.evaluations = evaluations;
    }

    /** Returns the file's content: the header and the lines of all score runs of a run. */
    ZipFolder.Content write(Run run) {
        return out -> write(run, out);
    }

    private void write(Run run, OutputStream out) throws IOException {
        Writer table = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        table.append(line(COLUMNS.toArray())).append(END);
        for (ScoreRun scoreRun : scores.list(run.id())) {
            Lines lines = new Lines(
                    table,
                    line(run.id().value(), run.spec().modelId(), ConstantNames.of(scoreRun.phase())),
                    new ArrayList<>());
            writeProbabilities(scoreRun, lines);
            for (String measure : evaluations.measures(scoreRun.id())) {
                for (var view :
                        evaluations.figures(scoreRun.id(), measure, "all").views()) {
                    write(evaluations.column(scoreRun.id(), measure, view.view()), lines);
                }
            }
            for (ProbingMode mode : ProbingMode.values()) {
                writeBits(scoreRun, mode, lines);
            }
            writeQuantities(scoreRun, lines);
        }
        table.flush();
    }

    /** The lines of one score run: what they begin with, and what stands in the middle for each sentence. */
    private record Lines(Writer table, String head, List<String> examples) {

        void add(String variant, int index, String measure, String value) throws IOException {
            table.append(head).append(',').append(variant).append(',').append(examples.get(index));
            table.append(',').append(measure).append(',').append(value).append(END);
        }
    }

    private void writeProbabilities(ScoreRun scoreRun, Lines lines) throws IOException {
        for (int from = 0; from < scoreRun.examples(); from += PAGE) {
            PageRequest page = new PageRequest(from, PAGE);
            for (ScoreRow row :
                    scores.examples(scoreRun.id(), ScoreRuns.Filter.any(), page).items()) {
                lines.examples()
                        .add(line(
                                row.id(), row.paradigm(), Objects.requireNonNullElse(row.label(), ""), row.correct()));
                lines.add(",,,", row.index(), "probability_good", String.valueOf(row.probabilityGood()));
                lines.add(",,,", row.index(), "probability_bad", String.valueOf(row.probabilityBad()));
            }
        }
    }

    private static void write(MeasureValues column, Lines lines) throws IOException {
        String view =
                line(column.view().method(), ConstantNames.of(column.view().aggregation()));
        for (int layer = 0; layer < column.layers(); layer++) {
            String variant = view + "," + layer + ",";
            for (int index = 0; index < column.examples(); index++) {
                float value = column.values()[layer * column.examples() + index];
                if (Float.isFinite(value)) {
                    lines.add(variant, index, column.measure(), Float.toString(value));
                }
            }
        }
    }

    private void writeBits(ScoreRun scoreRun, ProbingMode mode, Lines lines) throws IOException {
        for (int layer = 0; layer <= scoreRun.layers(); layer++) {
            ProbeBits bits = evaluations.document(scoreRun.id(), ProbeBits.name(mode), layer, ProbeBits.class);
            if (bits != null) {
                String variant = ",," + (layer + EMBEDDINGS) + ",";
                writeMeans(bits.labels(), variant, ProbeBits.name(mode), lines);
                writeMeans(bits.control(), variant, mode.evaluation() + "_control_bits", lines);
            }
        }
    }

    /** The mean over orders of each sentence's bits [orders, n]. */
    private static void writeMeans(List<List<Double>> orders, String variant, String measure, Lines lines)
            throws IOException {
        for (int index = 0; index < orders.get(0).size(); index++) {
            int sentence = index;
            double mean = orders.stream()
                    .mapToDouble(bits -> bits.get(sentence))
                    .average()
                    .orElse(Double.NaN);
            if (Double.isFinite(mean)) {
                lines.add(variant, index, measure, String.valueOf(Digits.round(mean)));
            }
        }
    }

    private void writeQuantities(ScoreRun scoreRun, Lines lines) throws IOException {
        for (QuantityEvaluation evaluation : Evaluations.ofQuantities()) {
            Stream<QuantityValues> cells =
                    evaluations.quantities(scoreRun.id(), evaluation.info().id());
            for (QuantityValues cell : (Iterable<QuantityValues>) cells::iterator) {
                write(cell, lines);
            }
        }
    }

    private static void write(QuantityValues cell, Lines lines) throws IOException {
        String head = cell.head() == null ? "" : cell.head().toString();
        String variant = ",," + (cell.layer() + EMBEDDINGS) + "," + head;
        for (Map.Entry<String, List<Double>> quantity : cell.values().entrySet()) {
            for (int i = 0; i < cell.sentences().size(); i++) {
                double value = quantity.getValue().get(i);
                if (Double.isFinite(value)) {
                    lines.add(variant, cell.sentences().get(i), quantity.getKey(), String.valueOf(value));
                }
            }
        }
    }

    private static String line(Object... values) {
        Object[] cells = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            cells[i] = ArchiveFile.cell(Objects.requireNonNull(values[i]));
        }
        return CSVFormat.RFC4180.format(cells);
    }
}
