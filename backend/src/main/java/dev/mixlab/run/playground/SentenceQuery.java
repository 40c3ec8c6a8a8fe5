package dev.mixlab.run.playground;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that the playground analyses.
 *
 * @param modelId id of the model
 * @param text the sentence as typed; it may contain the model's mask token
 * @param badText the bad sentence of a minimal pair whose good sentence is {@code text}, or null
 * @param target index of the word to be predicted; null means the first mask token of the text, else the word in which the two
 *     sentences differ, else the last word
 * @param maskTarget whether the target's tokens are replaced by the mask token
 * @param blankedOut indices of other words whose tokens are replaced by the mask token too
 */
public record SentenceQuery(
        String modelId,
        String text,
        @Nullable String badText,
        @Nullable Integer target,
        boolean maskTarget,
        List<Integer> blankedOut) {

    public SentenceQuery {
        blankedOut = blankedOut.stream().distinct().sorted().toList();
    }
}
