package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.statistics.Correlations;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation of blank-out with the target's row over all tokens except the target; tied values have their
 * average rank. It is NaN if one of the two is constant, and for sentences of fewer than three tokens.
 */
public enum RankAgreement {
    /** Row and drops keep their signs. */
    SPEARMAN("spearman", "Rank agreement, signed", "both as they are.", false, false),
    /** The row is replaced by its absolute values, the drops keep their signs. */
    SPEARMAN_ABS_ROW("spearman_abs_row", "Rank agreement, scores made positive", "the row made positive.", true, false),
    /** Row and drops are replaced by their absolute values. */
    SPEARMAN_ABS_BOTH("spearman_abs_both", "Rank agreement, both made positive", "both made positive.", true, true);

    private static final String MEANING =
            "Spearman's correlation of the target's row with what p(good word) loses when each token is blanked out; ";

    private final String id;
    private final String label;
    private final String description;
    private final boolean positiveRow;
    private final boolean positiveDrops;

    RankAgreement(String id, String label, String signs, boolean positiveRow, boolean positiveDrops) {
        this.id = id;
        this.label = label;
        this.description = MEANING + signs;
        this.positiveRow = positiveRow;
        this.positiveDrops = positiveDrops;
    }

    /** Returns the short name, which reference files use too. */
    public String id() {
        return id;
    }

    /** Returns the name to show. */
    public String label() {
        return label;
    }

    /** Returns one sentence on what the correlation is of. */
    public String description() {
        return description;
    }

    /** Computes the correlation in every layer [L]. */
    public double[] of(BlankOut blankOut, TargetRows rows) {
        if (rows.tokens() != blankOut.drops().length) {
            throw new InvalidInputException("%s: rows of %s tokens and blank-out of %s"
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
