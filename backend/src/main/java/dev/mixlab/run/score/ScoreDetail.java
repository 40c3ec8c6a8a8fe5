package dev.mixlab.run.score;

import java.util.List;

/**
 * A scored example with its tokens.
 *
 * @param row entry of the example in lists
 * @param words words of the good sentence
 * @param tokens the model's tokens including special tokens, with the mask at {@code target} [T]
 * @param wordOfToken index of each token's word, or -1 for a special token [T]
 * @param target index of the target's token
 * @param targetWord index of the target among the words
 * @param cues indices of all tokens of the cue words, ascending
 */
public record ScoreDetail(
        ScoreRow row,
        List<String> words,
        List<String> tokens,
        List<Integer> wordOfToken,
        int target,
        int targetWord,
        List<Integer> cues) {

    public ScoreDetail {
        words = List.copyOf(words);
        tokens = List.copyOf(tokens);
        wordOfToken = List.copyOf(wordOfToken);
        cues = List.copyOf(cues);
    }
}
