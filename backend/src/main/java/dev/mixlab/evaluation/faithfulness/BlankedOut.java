package dev.mixlab.evaluation.faithfulness;

import java.util.List;

/**
 * The result of blanking out the tokens of one sentence.
 *
 * @param drops drop of p(good word) when a token is replaced by the mask; 0 at the target [T]
 * @param deletion whether the sentence is among those with deletion curves
 */
public record BlankedOut(List<Double> drops, boolean deletion) {

    /** The name under which it is stored; the index of the sentence is the number. */
    public static final String NAME = "blank_out";
}
