package dev.mixlab.web.evaluations;

import dev.mixlab.evaluation.FigureDifference;
import dev.mixlab.evaluation.quantity.QuantityEvaluation;
import dev.mixlab.evaluation.quantity.QuantityValues;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.web.evaluations.RunDifferences.Row;
import dev.mixlab.web.evaluations.RunDifferences.Sides;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the quantities of two score runs, such as those of the logit lens or of heads, by layer, or by layer and head, over the
 * sentences that both have.
 *
 * @param rows the figures that both have
 * @param onlyFirst number of figures that only the first has
 * @param onlySecond number of figures that only the second has
 */
record QuantityDifferences(List<Row> rows, int onlyFirst, int onlySecond) {

    /** The place of a figure: a quantity, a layer as it is stored, a head or none. */
    private record Place(
            String quantity, int layer, @Nullable Integer head) {}

    static QuantityDifferences of(Sides both, EvaluationRuns evaluations) {
        List<Row> rows = new ArrayList<>();
        int onlyFirst = 0;
        int onlySecond = 0;
        for (QuantityEvaluation evaluation : Evaluations.ofQuantities()) {
            Map<Place, double[]> first = values(both.first(), evaluation, evaluations);
            Map<Place, double[]> second = values(both.second(), evaluation, evaluations);
            for (Map.Entry<Place, double[]> figure : first.entrySet()) {
                double[] other = second.remove(figure.getKey());
                if (other == null) {
                    onlyFirst++;
                } else {
                    rows.add(row(both, figure.getKey(), figure.getValue(), other));
                }
            }
            onlySecond += second.size();
        }
        return new QuantityDifferences(rows, onlyFirst, onlySecond);
    }

    /** Returns the values of all sentences by place, NaN where a sentence has none [N]. */
    private static Map<Place, double[]> values(
            ScoreRun scored, QuantityEvaluation evaluation, EvaluationRuns evaluations) {
        Map<Place, double[]> values = new LinkedHashMap<>();
        evaluations
                .quantities(scored.id(), evaluation.info().id())
                .forEach(cell -> cell.values()
                        .forEach((quantity, ofSentences) -> values.put(
                                new Place(quantity, cell.layer(), cell.head()),
                                spread(cell, ofSentences, scored.examples()))));
        return values;
    }

    private static double[] spread(QuantityValues cell, List<Double> ofSentences, int examples) {
        double[] all = new double[examples];
        Arrays.fill(all, Double.NaN);
        for (int i = 0; i < ofSentences.size(); i++) {
            all[cell.sentences().get(i)] = ofSentences.get(i);
        }
        return all;
    }

    private static Row row(Sides both, Place place, double[] first, double[] second) {
        FigureDifference figure = FigureDifference.of(
                both.sentences().stream().mapToDouble(pair -> first[pair[0]]).toArray(),
                both.sentences().stream().mapToDouble(pair -> second[pair[1]]).toArray());
        return new Row(
                both.first().phase(),
                place.quantity(),
                null,
                place.layer() + RunDifferences.EMBEDDINGS,
                place.head(),
                figure);
    }
}
