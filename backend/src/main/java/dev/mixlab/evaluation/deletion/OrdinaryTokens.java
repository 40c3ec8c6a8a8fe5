package dev.mixlab.evaluation.deletion;

import dev.mixlab.text.EncodedExample;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The tokens of a sentence that can be deleted: all but the first, the last and the target.
 *
 * @param tokens their indices, ascending [n]
 */
public record OrdinaryTokens(List<Integer> tokens) {

    public OrdinaryTokens {
        tokens = List.copyOf(tokens);
    }

    /** Returns those of an example. */
    public static OrdinaryTokens of(EncodedExample example) {
        return new OrdinaryTokens(example.ordinaryTokens().boxed().toList());
    }

    /** Returns their number n. */
    public int count() {
        return tokens.size();
    }

    /** Orders the tokens by their scores, highest first; equal ones stay in the order of the sentence. */
    public List<Integer> ordered(IntToDoubleFunction score) {
        return tokens.stream()
                .sorted(Comparator.comparingDouble(token -> -score.applyAsDouble(token)))
                .toList();
    }
}
