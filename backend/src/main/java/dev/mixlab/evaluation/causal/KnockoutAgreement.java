package dev.mixlab.evaluation.causal;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.statistics.Correlations;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation of the target's row of a layer with the effects of knock-outs in the same layer; equal values have their
 * average rank. A rollout up to a layer is held against the knock-outs of that layer. It is NaN if one of the two is constant.
 */
public enum KnockoutAgreement {
    VALUE(
            "spearman_knockout",
            "Rank agreement with value knock-out, signed",
            "when each token's value vectors are zero in the layer; both with their signs, all tokens but the target.",
            Sign.KEPT,
            false),
    VALUE_ABS(
            "spearman_knockout_abs",
            "Rank agreement with value knock-out, made positive",
            "when each token's value vectors are zero in the layer; both made positive, all tokens but the target.",
            Sign.ABSOLUTE,
            false),
    VALUE_WITH_TARGET(
            "spearman_knockout_with_target",
            "Rank agreement with value knock-out, target included",
            "when each token's value vectors are zero in the layer; both with their signs, all tokens.",
            Sign.KEPT,
            true),
    EDGE(
            "spearman_edge",
            "Rank agreement with edge knock-out, signed",
            "when the target does not attend to a token in the layer; both with their signs, all tokens but the target.",
            Sign.KEPT,
            false),
    EDGE_ABS(
            "spearman_edge_abs",
            "Rank agreement with edge knock-out, made positive",
            "when the target does not attend to a token in the layer; both made positive, all tokens but the target.",
            Sign.ABSOLUTE,
            false);

    private static final String MEANING =
            "Spearman's correlation of the target's row with what the good word's lead over the bad word loses ";

    private enum Sign {
        KEPT,
        ABSOLUTE
    }

    private final String id;
    private final String label;
    private final String description;
    private final Sign sign;
    private final boolean withTarget;

    KnockoutAgreement(String id, String label, String effect, Sign sign, boolean withTarget) {
        this.id = id;
        this.label = label;
        this.description = MEANING + effect;
        this.sign = sign;
        this.withTarget = withTarget;
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

    /** Computes the correlation in every layer of the rows; rows of the last layer alone are held against the last layer. */
    public double[] of(Knockouts knockouts, TargetRows rows, int target) {
        if (rows.tokens() != knockouts.tokens() || rows.layers() > knockouts.layers()) {
            throw new InvalidInputException("%s: %s layers of %s tokens and knock-outs of %s layers of %s tokens"
                    .formatted(
                            rows.view().method(),
                            rows.layers(),
                            rows.tokens(),
                            knockouts.layers(),
                            knockouts.tokens()));
        }
        double[] effects = this == EDGE || this == EDGE_ABS ? knockouts.edges() : knockouts.values();
        int below = knockouts.layers() - rows.layers();
        return IntStream.range(0, rows.layers())
                .mapToDouble(layer -> Correlations.spearman(
                        compared(rows.layer(layer), target),
                        compared(Knockouts.layer(effects, below + layer, knockouts.tokens()), target)))
                .toArray();
    }

    private double[] compared(double[] values, int target) {
        return IntStream.range(0, values.length)
                .filter(token -> withTarget || token != target)
                .mapToDouble(token -> sign == Sign.ABSOLUTE ? Math.abs(values[token]) : values[token])
                .toArray();
    }
}
