package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.TargetRows;

/** A metric of how much of the target's row lies on the published cue words; from 0 to 1, higher is better. */
public interface RowMetric {

    /** Returns the short name. */
    String id();

    /** Returns the name to show. */
    String label();

    /** Returns one sentence on what the metric means. */
    String description();

    /** Computes the metric in every layer [L] of the target's rows; NaN where it is not defined. */
    double[] of(TargetRows rows, CueTokens cues);
}
