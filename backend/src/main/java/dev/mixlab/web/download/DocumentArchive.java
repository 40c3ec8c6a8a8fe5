package dev.mixlab.web.download;

import dev.mixlab.evaluation.faithfulness.BlankedOut;
import dev.mixlab.evaluation.faithfulness.DeletionTable;
import dev.mixlab.evaluation.faithfulness.SentenceCurves;
import dev.mixlab.evaluation.probing.CorrelationTable;
import dev.mixlab.evaluation.probing.ProbeBits;
import dev.mixlab.evaluation.probing.Probing.DrawnOrder;
import dev.mixlab.evaluation.probing.ProbingMode;
import dev.mixlab.evaluation.probing.ProbingTable;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.web.json.ConstantNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what evaluations have stored beside their measures of one score run, sentence by sentence and in sum, into an archive. */
final class DocumentArchive {

    private static final String RANDOM_ORDERS = "random_orders";

    private final ArchiveFile archive;
    private final String folder;
    private final EvaluationRuns evaluations;

    DocumentArchive(ArchiveFile archive, String folder, EvaluationRuns evaluations) {
        this.archive = archive;
        this.folder = folder;
        this.evaluations = evaluations;
    }

    void write(ScoreRun scoreRun) throws IOException {
        writeBlankOut(scoreRun);
        writeDeletion(scoreRun);
        new QuantityArchive(archive, folder, evaluations).write(scoreRun);
        for (ProbingMode mode : ProbingMode.values()) {
            ProbingTable table = document(scoreRun, mode.evaluation(), 0, ProbingTable.class);
            if (table != null) {
                archive.json(folder + mode.evaluation() + ".json", table);
                writeBits(scoreRun, mode);
                writeCorrelations(scoreRun, mode);
            }
        }
    }

    private <T> @Nullable T document(ScoreRun scoreRun, String name, int number, Class<T> type) {
        return evaluations.document(scoreRun.id(), name, number, type);
    }

    /** The documents of a kind by sentence, each read when its turn comes. */
    private <T> Stream<Numbered<T>> bySentence(ScoreRun scoreRun, String name, Class<T> type) {
        return IntStream.range(0, scoreRun.examples())
                .mapToObj(index -> new Numbered<>(index, document(scoreRun, name, index, type)))
                .filter(one -> one.document() != null);
    }

    private record Numbered<T>(int index, @Nullable T document) {

        T content() {
            return Objects.requireNonNull(document);
        }
    }

    private void writeBlankOut(ScoreRun scoreRun) throws IOException {
        if (bySentence(scoreRun, BlankedOut.NAME, BlankedOut.class).findFirst().isEmpty()) {
            return;
        }
        archive.csv(
                folder + "blank_out.csv",
                List.of("index", "token", "drop"),
                bySentence(scoreRun, BlankedOut.NAME, BlankedOut.class).flatMap(one -> {
                    List<Double> drops = one.content().drops();
                    return IntStream.range(0, drops.size())
                            .mapToObj(token -> List.of(one.index(), token, drops.get(token)));
                }));
    }

    private void writeDeletion(ScoreRun scoreRun) throws IOException {
        List<DeletionTable> layers = new ArrayList<>();
        for (int layer = 0; layer < scoreRun.layers(); layer++) {
            DeletionTable table = document(scoreRun, DeletionTable.NAME, layer, DeletionTable.class);
            if (table != null) {
                layers.add(table);
            }
        }
        if (layers.isEmpty()) {
            return;
        }
        archive.json(folder + "deletion.json", layers);
        if (bySentence(scoreRun, SentenceCurves.NAME, SentenceCurves.class)
                .findFirst()
                .isPresent()) {
            List<String> header = new ArrayList<>(List.of("index", "whole", "method", "aggregation", "layer"));
            layers.get(0).shares().forEach(share -> header.add("without_" + share));
            layers.get(0).shares().forEach(share -> header.add("only_" + share));
            archive.csv(
                    folder + "deletion_curves.csv",
                    header,
                    bySentence(scoreRun, SentenceCurves.NAME, SentenceCurves.class)
                            .flatMap(one -> rows(one.index(), one.content())));
        }
    }

    private static Stream<List<?>> rows(int index, SentenceCurves curves) {
        Stream<List<?>> views = curves.views().stream()
                .flatMap(variant -> IntStream.range(0, variant.layers().size())
                        .mapToObj(layer -> row(
                                List.of(
                                        index,
                                        curves.whole(),
                                        variant.view().method(),
                                        ConstantNames.of(variant.view().aggregation()),
                                        layer),
                                variant.layers().get(layer))));
        return Stream.concat(
                views, Stream.of(row(List.of(index, curves.whole(), RANDOM_ORDERS, "", ""), curves.random())));
    }

    private static List<?> row(List<?> key, SentenceCurves.Points points) {
        List<Object> row = new ArrayList<>(key);
        row.addAll(points.without());
        row.addAll(points.only());
        return row;
    }

    private void writeBits(ScoreRun scoreRun, ProbingMode mode) throws IOException {
        ProbeBits.Orders drawn = document(scoreRun, ProbeBits.Orders.name(mode), 0, ProbeBits.Orders.class);
        if (drawn == null) {
            return;
        }
        List<DrawnOrder> orders = drawn.orders();
        archive.csv(
                folder + ProbeBits.Orders.name(mode) + ".csv",
                List.of("order", "seed", "position", "index", "control_label_of"),
                IntStream.range(0, orders.size()).boxed().flatMap(order -> rows(order, orders.get(order))));
        archive.csv(
                folder + ProbeBits.name(mode) + ".csv",
                List.of("layer", "order", "index", "bits", "control_bits"),
                IntStream.rangeClosed(0, scoreRun.layers())
                        .mapToObj(layer -> document(scoreRun, ProbeBits.name(mode), layer, ProbeBits.class))
                        .filter(Objects::nonNull)
                        .flatMap(DocumentArchive::rows));
    }

    private static Stream<List<?>> rows(int order, DrawnOrder drawn) {
        return IntStream.range(0, drawn.examples().size()).mapToObj(position -> {
            int index = drawn.examples().get(position);
            return List.of(order, drawn.seed(), position, index, drawn.dealt().get(index));
        });
    }

    private static Stream<List<?>> rows(ProbeBits bits) {
        return IntStream.range(0, bits.labels().size())
                .boxed()
                .flatMap(order -> IntStream.range(0, bits.labels().get(order).size())
                        .mapToObj(index -> List.of(
                                bits.layer(),
                                order,
                                index,
                                bits.labels().get(order).get(index),
                                bits.control().get(order).get(index))));
    }

    private void writeCorrelations(ScoreRun scoreRun, ProbingMode mode) throws IOException {
        for (String measure : evaluations.measures(scoreRun.id())) {
            String name = CorrelationTable.name(mode, measure);
            CorrelationTable correlations = document(scoreRun, name, 0, CorrelationTable.class);
            if (correlations != null) {
                archive.json(folder + name + ".json", correlations);
            }
        }
    }
}
