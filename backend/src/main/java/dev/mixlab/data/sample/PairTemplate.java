package dev.mixlab.data.sample;

import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;

/** Makes the minimal pairs of one paradigm. */
interface PairTemplate {

    Paradigm paradigm();

    /**
     * A pair with a label; a hard one has a noun of the other number nearer to the target than the cue is, a rare noun,
     * or a longer way between cue and target.
     */
    Pair next(GrammaticalNumber label, boolean hard);
}
