package dev.mixlab.evaluation.cues;

import dev.mixlab.evaluation.PiecePooling;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pieces of each word of a sentence, which stand beside each other. A special token is a word of its own.
 *
 * @param starts index of the first piece of each word, and at the end the number of pieces T [W + 1]
 */
record WordPieces(int[] starts) {

    /** Returns those of a sentence by the word of each token, -1 for a special token [T]. */
    static WordPieces of(int[] wordOfToken) {
        IntStream first = IntStream.range(0, wordOfToken.length)
                .filter(token -> token == 0 || wordOfToken[token] < 0 || wordOfToken[token] != wordOfToken[token - 1]);
        return new WordPieces(
                IntStream.concat(first, IntStream.of(wordOfToken.length)).toArray());
    }

    /** Returns one score per word [W], pooled from the absolute scores of its pieces [T]. */
    double[] pooled(double[] row, PiecePooling pooling) {
        return IntStream.range(0, count())
                .mapToDouble(word -> pooling.of(Arrays.stream(row, starts[word], starts[word + 1])
                        .map(Math::abs)
                        .toArray()))
                .toArray();
    }

    /** Returns the words with a piece that is a cue, as if every word were a token. */
    CueTokens cueWords(CueTokens pieces) {
        int[] words = IntStream.range(0, count())
                .filter(word -> Arrays.stream(pieces.tokens())
                        .anyMatch(piece -> piece >= starts[word] && piece < starts[word + 1]))
                .toArray();
        return new CueTokens(words, IntStream.range(0, count()).toArray());
    }

    private int count() {
        return starts.length - 1;
    }
}
