package dev.mixlab.run;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.mixing.method.Aggregation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest mean share of the target's row on the cue words that a method has in a layer, of its maps as they are (not aggregated).
 *
 * @param value the mean over all sentences; from 0 to 1
 * @param method id of the method
 * @param layer number of the layer, from 1
 */
public record CueShare(double value, String method, int layer) {

    /** Id of the measure: the share on the cue words that count as published. */
    public static final String MEASURE = "cue_dot";

    /** Name of the group of sentences: all of them. */
    public static final String GROUP = "all";

    /** Returns the best of some figures, the first of those that are equally good; null where no layer has any. */
    public static @Nullable CueShare best(EstimateTable figures) {
        CueShare best = null;
        for (VariantEstimates estimates : figures.views()) {
            if (estimates.view().aggregation() == Aggregation.NONE) {
                best = better(best, estimates.view().method(), estimates.mean());
            }
        }
        return best;
    }

    private static @Nullable CueShare better(@Nullable CueShare before, String method, List<Double> means) {
        CueShare best = before;
        for (int layer = 0; layer < means.size(); layer++) {
            double mean = means.get(layer);
            if (Double.isFinite(mean) && (best == null || mean > best.value())) {
                best = new CueShare(mean, method, layer + 1);
            }
        }
        return best;
    }
}
