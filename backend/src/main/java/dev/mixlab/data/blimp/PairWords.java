package dev.mixlab.data.blimp;

import dev.mixlab.text.DropReason;
import dev.mixlab.text.Sentence;
import java.util.List;
import java.util.stream.IntStream;

/** A minimal pair in words, or why it cannot be read as such. */
public sealed interface PairWords {

    /** Number of words from which on a sentence is too long for every model. */
    int LONGEST = 1000;

    /**
     * The words of a pair.
     *
     * @param sentence the good sentence
     * @param target index of the only word in which the sentences differ
     * @param bad the word of the bad sentence there
     */
    record OneWordApart(Sentence sentence, int target, String bad) implements PairWords {

        public String good() {
            return sentence.words().get(target);
        }

        public List<String> words() {
            return sentence.words();
        }
    }

    record Unreadable(DropReason reason) implements PairWords {}

    /** Splits both sentences, which are English, and compares them once contractions are written out. */
    static PairWords of(String goodText, String badText) {
        if (!Sentence.isEncodable(goodText) || !Sentence.isEncodable(badText)) {
            return new Unreadable(DropReason.NOT_ENCODABLE);
        }
        if (WordSplitter.isBlank(goodText) || WordSplitter.isBlank(badText)) {
            return new Unreadable(DropReason.NOT_ONE_WORD_APART);
        }
        return of(WordSplitter.split(goodText), WordSplitter.split(badText));
    }

    /** Compares two sentences. */
    static PairWords of(Sentence good, Sentence bad) {
        if (good.equals(bad)) {
            return new Unreadable(DropReason.SENTENCES_EQUAL);
        }
        if (good.words().size() > LONGEST) {
            return new Unreadable(DropReason.TOO_LONG);
        }
        List<Integer> differences = IntStream.range(
                        0, Math.min(good.words().size(), bad.words().size()))
                .filter(i -> !good.words().get(i).equals(bad.words().get(i)))
                .boxed()
                .toList();
        if (differences.size() != 1 || !good.spaceBefore().equals(bad.spaceBefore())) {
            return new Unreadable(DropReason.NOT_ONE_WORD_APART);
        }
        int target = differences.get(0);
        return new OneWordApart(good, target, bad.words().get(target));
    }
}
