package dev.mixlab.evaluation;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MixingMap;
import java.util.Arrays;

/**
 * The contributions of a sentence's tokens to its target, by layer.
 *
 * @param view the method and aggregation
 * @param layers number of layers L
 * @param tokens number of tokens T
 * @param scores the target's row of every layer, signed as the method gives it [L, T]
 */
public record TargetRows(MethodVariant view, int layers, int tokens, double[] scores) {

    public TargetRows {
        if (layers < 1 || tokens < 1 || scores.length != layers * tokens) {
            throw new InvalidInputException(
                    "%s: %s scores for %s layers of %s tokens".formatted(view.method(), scores.length, layers, tokens));
        }
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                throw new InvalidInputException("%s: a score is %s".formatted(view.method(), score));
            }
        }
    }

    /**
     * Takes the target's row from a map, for a method variant.
     *
     * @param map the map of the variant's method, without aggregation
     * @throws InvalidInputException if the variant needs whole maps and the map has one row
     */
    public static TargetRows of(MixingMap map, MethodVariant view, int target) {
        if (!map.method().equals(view.method())) {
            throw new InvalidInputException(
                    "a map of %s where one of %s is needed".formatted(map.method(), view.method()));
        }
        MixingMap aggregated = view.aggregation().apply(map);
        float[] row = aggregated.row(target);
        double[] scores = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            scores[i] = row[i];
        }
        return new TargetRows(view, aggregated.layers(), aggregated.tokens(), scores);
    }

    /** Returns the row of one layer [T]. */
    public double[] layer(int layer) {
        return Arrays.copyOfRange(scores, layer * tokens, (layer + 1) * tokens);
    }
}
