package dev.mixlab.text.learn;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The frequencies of the words of a text, in descending order; words of equal frequency are in alphabetical order. */
record WordCounts(List<Count> words) {

    /** A word with its frequency. */
    record Count(String word, long count) {

        /**
         * Returns the logarithm of the count, so that the score of a piece depends on the number of words that share it rather
         * than on one frequent word.
         */
        long flattened() {
            return 1 + Math.round(16 * StrictMath.log((double) count));
        }
    }

    static WordCounts of(Stream<String> sentences, Function<String, List<String>> split) {
        Map<String, Long> counts = new HashMap<>();
        sentences.forEachOrdered(sentence -> split.apply(sentence).forEach(word -> counts.merge(word, 1L, Long::sum)));
        return new WordCounts(counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::word))
                .toList());
    }
}
