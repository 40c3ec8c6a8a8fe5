package dev.mixlab.jobs.playground;

import dev.mixlab.text.EncodedExample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of the playground, encoded for a model.
 *
 * @param inputIds token ids, with the mask token at the target if it is masked and at blanked-out words [T]
 * @param tokens the tokens as the model reads them [T]
 * @param groups the words
 * @param targetWord index of the target's word
 * @param targetToken index of the target's first token
 * @param good id of the token at the target before it was masked, or null if the word has several tokens, is unknown, or was a mask
 * @param bad id of the bad word of a minimal pair, or null if the sentence is none
 */
record EncodedSentence(
        int[] inputIds,
        List<String> tokens,
        WordGroups groups,
        int targetWord,
        int targetToken,
        @Nullable Integer good,
        @Nullable Integer bad) {

    /** Returns the sentence as an example for the scoring engine, which explains the first token and contrasts it with the second. */
    EncodedExample example(int explained, int contrast) {
        return new EncodedExample(
                "playground", inputIds, tokens, groups.wordOfToken(), targetToken, new int[0], explained, contrast);
    }
}
