package dev.mixlab.evaluation.cues;

import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens that count as cues in one sentence.
 *
 * @param tokens indices of the tokens of the cue words, ascending; empty if there is no cue
 * @param wordOfToken index of the word of every token of the sentence, or -1 for a special token [T]
 */
public record CueTokens(int[] tokens, int[] wordOfToken) {

    /** Returns the tokens of the cue words that are stored with an example, which are the published ones. */
    public static CueTokens asPublished(EncodedExample example) {
        return new CueTokens(example.cues(), example.wordOfPiece());
    }

    /** Returns the tokens of some words of an example. */
    public static CueTokens of(EncodedExample example, List<Integer> words) {
        int[] wordOfToken = example.wordOfPiece();
        return new CueTokens(
                IntStream.range(0, wordOfToken.length)
                        .filter(token -> words.contains(wordOfToken[token]))
                        .toArray(),
                wordOfToken);
    }
}
