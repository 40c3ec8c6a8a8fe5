package dev.mixlab.jobs.cost;

import dev.mixlab.jobs.encoding.EncodedPair;
import dev.mixlab.jobs.encoding.EncodedSplit;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The numbers of tokens of all sentences of a split. */
final class Lengths {

    private final int[] ascending;

    private Lengths(int[] ascending) {
        this.ascending = ascending;
    }

    static Lengths of(EncodedSplit split) {
        return of(split.pairs().stream()
                .map(EncodedPair::encoded)
                .mapToInt(encoded -> encoded.length())
                .toArray());
    }

    static Lengths of(int... lengths) {
        return new Lengths(Arrays.stream(lengths).sorted().toArray());
    }

    int count() {
        return ascending.length;
    }

    IntStream stream() {
        return Arrays.stream(ascending);
    }

    double mean() {
        return stream().average().orElse(0);
    }

    /** Returns the length that the longest of a number of sentences is expected to have; 0 if there are no sentences. */
    int longestOf(int sentences) {
        if (ascending.length == 0) {
            return 0;
        }
        double rank = (double) sentences / (sentences + 1) * ascending.length;
        return ascending[(int) Math.min(ascending.length - 1.0, rank)];
    }
}
