package dev.mixlab.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The order of the examples of an epoch. Examples are shuffled by the seed and sorted by length within groups of a few batches, so that
 * a batch has few padding tokens; then the batches are shuffled. The same seed and epoch give the same order.
 */
public final class BatchOrder {

    /** Number of batches whose examples are sorted together. */
    private static final int BATCHES_PER_RUN = 16;

    private BatchOrder() {}

    /** Returns the indices of the examples of each batch in shuffled order; the last batch may be smaller. */
    public static List<List<Integer>> shuffled(int examples, int batchSize, IntUnaryOperator length, long seed) {
        Random random = new Random(seed);
        List<Integer> order = indices(examples);
        Collections.shuffle(order, random);
        int run = batchSize * BATCHES_PER_RUN;
        for (int start = 0; start < examples; start += run) {
            order.subList(start, Math.min(examples, start + run)).sort(byLength(length));
        }
        List<List<Integer>> batches = cut(order, batchSize);
        int whole = examples / batchSize;
        Collections.shuffle(batches.subList(0, whole), random);
        return batches;
    }

    /** Returns the indices of the examples of each batch, shortest examples first. */
    static List<List<Integer>> sorted(int examples, int batchSize, IntUnaryOperator length) {
        List<Integer> order = indices(examples);
        order.sort(byLength(length));
        return cut(order, batchSize);
    }

    private static Comparator<Integer> byLength(IntUnaryOperator length) {
        return Comparator.comparingInt(length::applyAsInt);
    }

    private static List<Integer> indices(int examples) {
        return new ArrayList<>(IntStream.range(0, examples).boxed().toList());
    }

    private static List<List<Integer>> cut(List<Integer> order, int batchSize) {
        List<List<Integer>> batches = new ArrayList<>();
        for (int start = 0; start < order.size(); start += batchSize) {
            batches.add(List.copyOf(order.subList(start, Math.min(order.size(), start + batchSize))));
        }
        return batches;
    }
}
