package dev.mixlab.evaluation.causal;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.evaluation.causal.CausalEffects.Intervention;
import dev.mixlab.evaluation.statistics.Correlations;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation of the target's row of a layer with the effects of knock-outs in the same layer; equal values have their
 * average rank. A rollout up to a layer is held against the knock-outs of that layer. It is NaN if one of the two is constant.
 */
public enum KnockoutAgreement {
    VALUE(
            Intervention.VALUE,
            "spearman_knockout",
            "Rank agreement with value knock-out, signed",
            "when each token's value vectors are zero in the layer; both with their signs, all tokens but the target.",
            Comparison.SIGNED),
    VALUE_ABS(
            Intervention.VALUE,
            "spearman_knockout_abs",
            "Rank agreement with value knock-out, made positive",
            "when each token's value vectors are zero in the layer; both made positive, all tokens but the target.",
            Comparison.ABSOLUTE),
    VALUE_WITH_TARGET(
            Intervention.VALUE,
            "spearman_knockout_with_target",
            "Rank agreement with value knock-out, target included",
            "when each token's value vectors are zero in the layer; both with their signs, all tokens.",
            Comparison.SIGNED_WITH_TARGET),
    EDGE(
            Intervention.EDGE,
            "spearman_edge",
            "Rank agreement with edge knock-out, signed",
            "when the target does not attend to a token in the layer; both with their signs, all tokens but the target.",
            Comparison.SIGNED),
    EDGE_ABS(
            Intervention.EDGE,
            "spearman_edge_abs",
            "Rank agreement with edge knock-out, made positive",
            "when the target does not attend to a token in the layer; both made positive, all tokens but the target.",
            Comparison.ABSOLUTE),
    EVERYWHERE(
            Intervention.EVERYWHERE,
            "spearman_knockout_all",
            "Rank agreement with value knock-out in all layers, signed",
            "when each token's value vectors are zero in all layers at once; both with their signs, all tokens but the target.",
            Comparison.SIGNED),
    EVERYWHERE_ABS(
            Intervention.EVERYWHERE,
            "spearman_knockout_all_abs",
            "Rank agreement with value knock-out in all layers, made positive",
            "when each token's value vectors are zero in all layers at once; both made positive, all tokens but the target.",
            Comparison.ABSOLUTE),
    PATCHING(
            Intervention.PATCHING,
            "spearman_patching",
            "Rank agreement with value patching, signed",
            "when each token's value vectors in the layer are those of the sentence with the cue in the other number; both with their signs, all tokens but the target.",
            Comparison.SIGNED),
    PATCHING_ABS(
            Intervention.PATCHING,
            "spearman_patching_abs",
            "Rank agreement with value patching, made positive",
            "when each token's value vectors in the layer are those of the sentence with the cue in the other number; both made positive, all tokens but the target.",
            Comparison.ABSOLUTE);

    private static final String MEANING =
            "Spearman's correlation of the target's row with what the good word's lead over the bad word loses ";

    private enum Comparison {
        SIGNED,
        ABSOLUTE,
        SIGNED_WITH_TARGET
    }

    private final Intervention intervention;
    private final String id;
    private final String label;
    private final String description;
    private final Comparison comparison;

    KnockoutAgreement(Intervention intervention, String id, String label, String effect, Comparison comparison) {
        this.intervention = intervention;
        this.id = id;
        this.label = label;
        this.description = MEANING + effect;
        this.comparison = comparison;
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

    /**
     * Computes the correlation in every layer of the rows; rows of the last layer alone are held against the last layer. It is NaN where the
     * intervention was not made.
     */
    public double[] of(CausalEffects effects, TargetRows rows, int target) {
        Knockouts knockouts = effects.knockouts();
        if (rows.tokens() != knockouts.tokens() || rows.layers() > knockouts.layers()) {
            throw new InvalidInputException("%s: %s layers of %s tokens and knock-outs of %s layers of %s tokens"
                    .formatted(
                            rows.view().method(),
                            rows.layers(),
                            rows.tokens(),
                            knockouts.layers(),
                            knockouts.tokens()));
        }
        int below = knockouts.layers() - rows.layers();
        return IntStream.range(0, rows.layers())
                .mapToDouble(layer -> of(rows.layer(layer), effects.of(intervention, below + layer), target))
                .toArray();
    }

    private double of(double[] row, double[] effects, int target) {
        return effects.length == 0
                ? Double.NaN
                : Correlations.spearman(compared(row, target), compared(effects, target));
    }

    private double[] compared(double[] values, int target) {
        return IntStream.range(0, values.length)
                .filter(token -> comparison == Comparison.SIGNED_WITH_TARGET || token != target)
                .mapToDouble(token -> comparison == Comparison.ABSOLUTE ? Math.abs(values[token]) : values[token])
                .toArray();
    }
}
