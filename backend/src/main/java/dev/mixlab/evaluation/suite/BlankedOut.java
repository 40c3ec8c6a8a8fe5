package dev.mixlab.evaluation.suite;

import java.util.List;

/**
 * What blanking out says of one sentence.
 *
 * @param drops what p(good word) loses when a token is replaced by the mask, 0 at the target [T]
 * @param deletion whether the sentence is among those with deletion curves
 */
public record BlankedOut(List<Double> drops, boolean deletion) {

    /** The name under which every sentence's is stored, its index being the number. */
    public static final String NAME = "blank_out";
}
