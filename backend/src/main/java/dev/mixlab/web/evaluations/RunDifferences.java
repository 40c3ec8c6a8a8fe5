package dev.mixlab.web.evaluations;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.FigureDifference;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.probing.ProbeBits;
import dev.mixlab.evaluation.probing.ProbingMode;
import dev.mixlab.evaluation.probing.ProbingTable;
import dev.mixlab.run.Run;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.score.ScoreRow;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares all figures of two runs over the sentences that both have: accuracy and probabilities, every measure by method, aggregation
 * and layer, the compressions of probing, and quantities such as those of heads, before and after fine-tuning.
 */
public final class RunDifferences {

    /** Layer 0 is the first layer, so that the embedding output, which probing has besides, comes before it. */
    static final int EMBEDDINGS = -1;

    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;
    private final List<Row> rows = new ArrayList<>();
    private final List<Sides> sides = new ArrayList<>();
    private int onlyFirst;
    private int onlySecond;

    private RunDifferences(ScoreRuns scores, EvaluationRuns evaluations) {
        this.scores = scores;
        this.evaluations = evaluations;
    }

    /**
     * One figure of both runs.
     *
     * @param variant null where the measure belongs to no method
     * @param layer from 0, -1 for the embedding output; null where the measure belongs to no layer
     * @param head from 0; null where the measure belongs to no head
     */
    public record Row(
            Phase phase,
            String measure,
            @Nullable MethodVariant variant,
            @Nullable Integer layer,
            @Nullable Integer head,
            FigureDifference figure) {}

    /**
     * The score runs of one phase.
     *
     * @param sentences indices of the sentences in common in both, one pair a sentence
     */
    public record Sides(ScoreRun first, ScoreRun second, List<int[]> sentences) {}

    /**
     * Compares two finished runs.
     *
     * @throws InvalidInputException if no phase was scored in both, or they have no sentence in common
     */
    public static RunDifferences between(Run first, Run second, ScoreRuns scores, EvaluationRuns evaluations) {
        RunDifferences differences = new RunDifferences(scores, evaluations);
        differences.compare(first, second);
        return differences;
    }

    private void compare(Run first, Run second) {
        for (Phase phase : Phase.values()) {
            ScoreRun one = side(first, phase);
            ScoreRun other = side(second, phase);
            if (one != null && other != null) {
                compare(one, other);
            }
        }
        if (sides.isEmpty()) {
            throw new InvalidInputException(
                    "runs %s and %s have no scores of the same phase to compare".formatted(first.id(), second.id()));
        }
        rows.sort(Comparator.comparing((Row row) -> row.figure().identical())
                .thenComparing(row -> row.figure().size(), Comparator.reverseOrder())
                .thenComparing(row -> row.figure().largest(), Comparator.reverseOrder()));
    }

    /** All figures that both runs have, the largest difference first, those that agree to the last bit at the end. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The score runs of the phases that both runs have. */
    public List<Sides> sides() {
        return List.copyOf(sides);
    }

    /** The number of figures that only the first run has. */
    public int onlyFirst() {
        return onlyFirst;
    }

    /** The number of figures that only the second run has. */
    public int onlySecond() {
        return onlySecond;
    }

    /** The score run of a phase; null where scoring did not come to its end. */
    private @Nullable ScoreRun side(Run run, Phase phase) {
        return scores.list(run.id()).stream()
                .filter(scored -> scored.phase() == phase && scored.accuracy() != null)
                .findFirst()
                .orElse(null);
    }

    private void compare(ScoreRun first, ScoreRun second) {
        List<ScoreRow> ofFirst = SentenceRows.of(scores, first);
        List<ScoreRow> ofSecond = SentenceRows.of(scores, second);
        Map<String, Integer> places = new HashMap<>();
        ofSecond.forEach(row -> places.put(row.id(), row.index()));
        List<int[]> sentences = ofFirst.stream()
                .filter(row -> places.containsKey(row.id()))
                .map(row -> new int[] {row.index(), Objects.requireNonNull(places.get(row.id()))})
                .toList();
        if (sentences.isEmpty()) {
            throw new InvalidInputException(
                    "runs %s and %s have no sentence in common".formatted(first.run(), second.run()));
        }
        Sides both = new Sides(first, second, sentences);
        sides.add(both);
        add(both, "accuracy", values(ofFirst, ofSecond, both, row -> row.correct() ? 1 : 0));
        add(both, "probability_good", values(ofFirst, ofSecond, both, ScoreRow::probabilityGood));
        add(both, "probability_bad", values(ofFirst, ofSecond, both, ScoreRow::probabilityBad));
        compareMeasures(both);
        for (ProbingMode mode : ProbingMode.values()) {
            compareProbing(both, mode);
        }
        QuantityDifferences quantities = QuantityDifferences.of(both, evaluations);
        rows.addAll(quantities.rows());
        onlyFirst += quantities.onlyFirst();
        onlySecond += quantities.onlySecond();
    }

    private void add(Sides both, String measure, FigureDifference figure) {
        rows.add(new Row(both.first().phase(), measure, null, null, null, figure));
    }

    private static FigureDifference values(
            List<ScoreRow> first, List<ScoreRow> second, Sides both, ToDoubleFunction<ScoreRow> value) {
        return FigureDifference.of(
                both.sentences().stream()
                        .mapToDouble(pair -> value.applyAsDouble(first.get(pair[0])))
                        .toArray(),
                both.sentences().stream()
                        .mapToDouble(pair -> value.applyAsDouble(second.get(pair[1])))
                        .toArray());
    }

    private void compareMeasures(Sides both) {
        List<String> ofFirst = evaluations.measures(both.first().id());
        List<String> ofSecond = evaluations.measures(both.second().id());
        TreeSet<String> measures = new TreeSet<>(ofFirst);
        measures.addAll(ofSecond);
        for (String measure : measures) {
            Map<MethodVariant, MeasureValues> first = columns(both.first(), measure, ofFirst);
            Map<MethodVariant, MeasureValues> second = columns(both.second(), measure, ofSecond);
            first.forEach((variant, column) -> compareColumns(both, column, second.remove(variant)));
            second.values().forEach(column -> onlySecond += column.layers());
        }
    }

    private Map<MethodVariant, MeasureValues> columns(ScoreRun scored, String measure, List<String> measures) {
        Map<MethodVariant, MeasureValues> columns = new LinkedHashMap<>();
        if (measures.contains(measure)) {
            evaluations.columns(scored.id(), measure).forEach(column -> columns.put(column.view(), column));
        }
        return columns;
    }

    private void compareColumns(Sides both, MeasureValues first, @Nullable MeasureValues second) {
        int common = second == null ? 0 : Math.min(first.layers(), second.layers());
        for (int layer = 0; second != null && layer < common; layer++) {
            FigureDifference figure =
                    FigureDifference.of(values(first, layer, both, 0), values(second, layer, both, 1));
            rows.add(new Row(both.first().phase(), first.measure(), first.view(), layer, null, figure));
        }
        onlyFirst += first.layers() - common;
        onlySecond += second == null ? 0 : second.layers() - common;
    }

    private static double[] values(MeasureValues column, int layer, Sides both, int side) {
        double[] all = column.layer(layer);
        return both.sentences().stream().mapToDouble(pair -> all[pair[side]]).toArray();
    }

    private void compareProbing(Sides both, ProbingMode mode) {
        ProbingTable first = evaluations.document(both.first().id(), mode.evaluation(), 0, ProbingTable.class);
        ProbingTable second = evaluations.document(both.second().id(), mode.evaluation(), 0, ProbingTable.class);
        int ofFirst = first == null ? 0 : first.layers().size();
        int ofSecond = second == null ? 0 : second.layers().size();
        int common = Math.min(ofFirst, ofSecond);
        for (int layer = 0; first != null && second != null && layer < common; layer++) {
            ProbingTable.Layer one = first.layers().get(layer);
            ProbingTable.Layer other = second.layers().get(layer);
            boolean same = Objects.equals(bits(both.first(), mode, layer), bits(both.second(), mode, layer));
            addCode(both, mode, layer, "_compression", code(one.labels(), other.labels(), same));
            addCode(both, mode, layer, "_control_compression", code(one.control(), other.control(), same));
        }
        onlyFirst += 2 * (ofFirst - common);
        onlySecond += 2 * (ofSecond - common);
    }

    private @Nullable ProbeBits bits(ScoreRun scored, ProbingMode mode, int layer) {
        return evaluations.document(scored.id(), ProbeBits.name(mode), layer, ProbeBits.class);
    }

    private void addCode(Sides both, ProbingMode mode, int layer, String measure, FigureDifference figure) {
        rows.add(new Row(both.first().phase(), mode.evaluation() + measure, null, layer + EMBEDDINGS, null, figure));
    }

    /** A compression as one value; it is the same only if all bits of all orders are. */
    private static FigureDifference code(ProbingTable.Code first, ProbingTable.Code second, boolean sameBits) {
        FigureDifference one =
                FigureDifference.of(new double[] {first.compression()}, new double[] {second.compression()});
        return sameBits || !one.identical() ? one : new FigureDifference(one.first(), one.second(), 1, one.largest());
    }
}
