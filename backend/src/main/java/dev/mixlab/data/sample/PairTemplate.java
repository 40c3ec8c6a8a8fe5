package dev.mixlab.data.sample;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;

/** Generates the minimal pairs of one paradigm. */
interface PairTemplate {

    Paradigm paradigm();

    /**
     * Generates a pair with a label. In a hard pair, a noun of the other number stands between cue and target, a noun is
     * rare, or the distance between cue and target is longer.
     */
    Pair next(GrammaticalNumber label, boolean hard);
}
