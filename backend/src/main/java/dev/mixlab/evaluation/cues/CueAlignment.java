package dev.mixlab.evaluation.cues;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.evaluation.TargetRows;
import java.util.ArrayList;
import java.util.List;

/**
 * The cue alignment of one sentence for one method variant.
 *
 * @param view the method and aggregation
 * @param layers the ranking of each layer [L]
 */
public record CueAlignment(MethodVariant view, List<CueRanking> layers) {

    public CueAlignment {
        layers = List.copyOf(layers);
    }

    /** Ranks the tokens of a sentence by the rows of its target. */
    public static CueAlignment of(TargetRows rows, CueTokens cues, PiecePooling pooling) {
        if (rows.tokens() != cues.wordOfToken().length) {
            throw new InvalidInputException(
                    "rows of %s tokens for a sentence of %s".formatted(rows.tokens(), cues.wordOfToken().length));
        }
        List<CueRanking> layers = new ArrayList<>();
        for (int layer = 0; layer < rows.layers(); layer++) {
            layers.add(CueRanking.of(rows.layer(layer), cues, pooling));
        }
        return new CueAlignment(rows.view(), layers);
    }

    /** Computes a metric for every layer [L]. */
    public double[] of(CueMetric metric) {
        return layers.stream().mapToDouble(metric::of).toArray();
    }
}
