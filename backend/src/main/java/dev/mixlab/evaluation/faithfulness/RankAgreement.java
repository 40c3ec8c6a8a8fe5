package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.statistics.Correlations;
import java.util.stream.IntStream;

/**
 * Spearman's correlation of blank-out with the target's row over all tokens but the target, equal values having their average rank. NaN
 * where one of them is constant, and for sentences of fewer than three tokens.
 */
public enum RankAgreement {
    /** Both as they are, signed. */
    SPEARMAN("spearman", false, false),
    /** The row made positive. */
    SPEARMAN_ABS_ROW("spearman_abs_row", true, false),
    /** Both made positive. */
    SPEARMAN_ABS_BOTH("spearman_abs_both", true, true);

    private final String id;
    private final boolean positiveRow;
    private final boolean positiveDrops;

    RankAgreement(String id, boolean positiveRow, boolean positiveDrops) {
        this.id = id;
        this.positiveRow = positiveRow;
        this.positiveDrops = positiveDrops;
    }

    /** Short name, also that in reference files. */
    public String id() {
        return id;
    }

    /** The correlation in every layer [L]. */
    public double[] of(BlankOut blankOut, TargetRows rows) {
        if (rows.tokens() != blankOut.drops().length) {
            throw new InvalidInputException("%s: rows of %d tokens and blank-out of %d"
                    .formatted(rows.view().method(), rows.tokens(), blankOut.drops().length));
        }
        double[] drops = others(blankOut.drops(), blankOut.target(), positiveDrops);
        return IntStream.range(0, rows.layers())
                .mapToDouble(layer ->
                        Correlations.spearman(others(rows.layer(layer), blankOut.target(), positiveRow), drops))
                .toArray();
    }

    private static double[] others(double[] values, int target, boolean positive) {
        return IntStream.range(0, values.length)
                .filter(token -> token != target)
                .mapToDouble(token -> positive ? Math.abs(values[token]) : values[token])
                .toArray();
    }
}
