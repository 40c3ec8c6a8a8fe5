package dev.mixlab.mixing.engine;

import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Groups sequences by length, so that there is no padding. */
final class LengthBuckets {

    private LengthBuckets() {}

    /** Returns the indices of the examples of each batch, short examples first; {@code largest} returns the largest batch for a length. */
    static List<List<Integer>> of(List<EncodedExample> examples, IntUnaryOperator largest) {
        return of(examples.size(), i -> examples.get(i).length(), largest);
    }

    /** Groups {@code count} sequences, whose lengths {@code lengthOf} returns. */
    static List<List<Integer>> of(int count, IntUnaryOperator lengthOf, IntUnaryOperator largest) {
        Map<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byLength.computeIfAbsent(lengthOf.applyAsInt(i), length -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> batches = new ArrayList<>();
        byLength.forEach((length, indices) -> {
            int size = largest.applyAsInt(length);
            for (int from = 0; from < indices.size(); from += size) {
                batches.add(indices.subList(from, Math.min(indices.size(), from + size)));
            }
        });
        return batches;
    }

    /**
     * Returns the largest batch for a length that still gives all threads about the same amount of work, measured in pairs of
     * tokens.
     */
    static IntUnaryOperator evenly(int threads, IntStream lengths) {
        long part = lengths.mapToLong(LengthBuckets::pairs).sum() / threads;
        return tokens -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, part / pairs(tokens)));
    }

    private static long pairs(long tokens) {
        return tokens * tokens;
    }
}
