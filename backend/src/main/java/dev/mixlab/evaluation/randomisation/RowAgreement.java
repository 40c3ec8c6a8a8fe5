package dev.mixlab.evaluation.randomisation;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.statistics.Correlations;
import java.util.stream.IntStream;

/** Spearman's correlation of two target's rows of the same sentence, made positive and without the target; equal values have their average rank. */
public final class RowAgreement {

    private RowAgreement() {}

    /**
     * Computes the correlation in every layer; it is NaN where one of the two rows is constant.
     *
     * @param target place of the target, which is left out
     */
    public static double[] of(TargetRows first, TargetRows second, int target) {
        if (first.tokens() != second.tokens() || first.layers() != second.layers()) {
            throw new InvalidInputException("%s: %s layers of %s tokens and %s layers of %s tokens"
                    .formatted(
                            first.view().method(), first.layers(), first.tokens(), second.layers(), second.tokens()));
        }
        return IntStream.range(0, first.layers())
                .mapToDouble(layer -> Correlations.spearman(
                        compared(first.layer(layer), target), compared(second.layer(layer), target)))
                .toArray();
    }

    private static double[] compared(double[] row, int target) {
        return IntStream.range(0, row.length)
                .filter(token -> token != target)
                .mapToDouble(token -> Math.abs(row[token]))
                .toArray();
    }
}
