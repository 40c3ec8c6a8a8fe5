package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.util.BitSet;

/**
 * An example in which some tokens are replaced by the mask, that is by the token at its target.
 *
 * @param example the example
 * @param masked indices of the replaced tokens; must not be changed afterwards
 */
public record MaskedInput(EncodedExample example, BitSet masked) {

    public MaskedInput {
        if (masked.length() > example.length()) {
            throw new InvalidInputException("example %s: token %s masked of %s tokens"
                    .formatted(example.id(), masked.length() - 1, example.length()));
        }
    }

    /** Returns the token ids after masking [T]. */
    int[] ids() {
        int[] ids = example.inputIds().clone();
        masked.stream().forEach(token -> ids[token] = ids[example.target()]);
        return ids;
    }
}
