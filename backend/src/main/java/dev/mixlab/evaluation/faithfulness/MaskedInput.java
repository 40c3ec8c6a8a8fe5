package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.EncodedExample;
import java.util.BitSet;

/**
 * An example with some of its tokens replaced by the mask, which is the token that stands at its target.
 *
 * @param example the example
 * @param masked indices of the replaced tokens; never changed once given
 */
record MaskedInput(EncodedExample example, BitSet masked) {

    MaskedInput {
        if (masked.length() > example.length()) {
            throw new InvalidInputException("example %s: token %d masked of %d tokens"
                    .formatted(example.id(), masked.length() - 1, example.length()));
        }
    }

    /** The altered token ids [T]. */
    int[] ids() {
        int[] ids = example.inputIds().clone();
        masked.stream().forEach(token -> ids[token] = ids[example.target()]);
        return ids;
    }
}
