package dev.mixlab.jobs.playground;

import dev.mixlab.run.playground.SentenceAnalysis.Word;
import dev.mixlab.text.Pieces;
import dev.mixlab.text.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Groups the tokens of a sentence into words: the boundaries are those of the text's words that fall between two tokens, so that every
 * token has exactly one word. A mask token is a word of its own.
 *
 * @param words the words, in the order of the text
 * @param wordOfToken index of each token's word, or -1 for a special token around the sentence [T]
 */
record WordGroups(List<Word> words, int[] wordOfToken) {

    /**
     * Groups the tokens of a text.
     *
     * @param mask id of the mask token
     */
    static WordGroups of(String text, Pieces pieces, int mask) {
        BreakIterator boundaries = BreakIterator.getWordInstance(Locale.ROOT);
        boundaries.setText(text);
        int[] wordOfToken = new int[pieces.length()];
        Arrays.fill(wordOfToken, -1);
        List<Span> spans = new ArrayList<>();
        boolean afterMask = true;
        for (int token = 0; token < pieces.length(); token++) {
            boolean isMask = pieces.ids()[token] == mask;
            if (pieces.special()[token] && !isMask) {
                continue;
            }
            Span span = pieces.spans().get(token);
            int last = spans.size() - 1;
            if (afterMask || isMask || beginsWord(span, spans.get(last), boundaries)) {
                spans.add(span);
            } else {
                spans.set(last, joined(spans.get(last), span));
            }
            afterMask = isMask;
            wordOfToken[token] = spans.size() - 1;
        }
        joinFinalBlank(spans, wordOfToken);
        return new WordGroups(
                spans.stream()
                        .map(span -> new Word(text.substring(span.start(), span.end()), span.start(), span.end()))
                        .toList(),
                wordOfToken);
    }

    /** Returns whether a token begins a word after the characters that the last word covers. A blank belongs to the word after it. */
    private static boolean beginsWord(Span token, Span last, BreakIterator boundaries) {
        if (isBlank(last) || token.start() < last.end()) {
            return false;
        }
        return isBlank(token) || boundaries.isBoundary(token.start());
    }

    private static Span joined(Span last, Span token) {
        return isBlank(last) ? token : new Span(last.start(), Math.max(last.end(), token.end()));
    }

    /** A blank at the end of the text, which no word follows, belongs to the word before it. */
    private static void joinFinalBlank(List<Span> spans, int[] wordOfToken) {
        int last = spans.size() - 1;
        if (last > 0 && isBlank(spans.get(last))) {
            spans.remove(last);
            for (int token = 0; token < wordOfToken.length; token++) {
                wordOfToken[token] = Math.min(wordOfToken[token], last - 1);
            }
        }
    }

    private static boolean isBlank(Span span) {
        return span.start() == span.end();
    }

    /** Returns the indices of a word's tokens. */
    List<Integer> tokens(int word) {
        List<Integer> tokens = new ArrayList<>();
        for (int token = 0; token < wordOfToken.length; token++) {
            if (wordOfToken[token] == word) {
                tokens.add(token);
            }
        }
        return tokens;
    }
}
