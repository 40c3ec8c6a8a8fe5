package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.TargetRows;

/** A metric of how much of the target's row lies on the published cue words; from 0 to 1, higher is better. */
public interface RowMetric {

    /** Returns its description for menus. */
    Measure measure();

    /** Returns the short name. */
    default String id() {
        return measure().id();
    }

    /** Computes the metric in every layer [L] of the target's rows; NaN where it is not defined. */
    double[] of(TargetRows rows, CueTokens cues);
}
