package dev.mixlab.data.blimp;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.Sentence;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A minimal pair split into words.
 *
 * @param sentence the good sentence
 * @param target index of the only word in which the sentences differ
 * @param bad word of the bad sentence at the target
 */
public record PairWords(Sentence sentence, int target, String bad) {

    /**
     * Splits both sentences into words.
     *
     * @throws InvalidInputException if they do not differ in exactly one word once contractions are written out
     */
    public static PairWords of(String goodText, String badText) {
        if (goodText.isBlank() || badText.isBlank()) {
            throw new InvalidInputException("good and bad sentence must have words");
        }
        Sentence good = WordSplitter.split(goodText);
        Sentence bad = WordSplitter.split(badText);
        List<Integer> differences = IntStream.range(
                        0, Math.min(good.words().size(), bad.words().size()))
                .filter(i -> !good.words().get(i).equals(bad.words().get(i)))
                .boxed()
                .toList();
        if (differences.size() != 1 || !good.spaceBefore().equals(bad.spaceBefore())) {
            throw new InvalidInputException("good and bad sentence must differ in exactly one word: \"%s\" and \"%s\""
                    .formatted(good.text(), bad.text()));
        }
        int target = differences.get(0);
        return new PairWords(good, target, bad.words().get(target));
    }

    public String good() {
        return sentence.words().get(target);
    }

    public List<String> words() {
        return sentence.words();
    }
}
