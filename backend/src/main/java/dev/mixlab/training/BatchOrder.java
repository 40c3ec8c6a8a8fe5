package dev.mixlab.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The order of an epoch: all examples shuffled by the seed and cut into batches, so that a batch is a random sample of the train half, as
 * in Mohebbi et al. (2023). The same seed and epoch give the same order.
 */
public final class BatchOrder {

    private BatchOrder() {}

    /** Indices of the examples, batch by batch; the smaller batch of what is left over is the last. */
    public static List<List<Integer>> shuffled(int examples, int batchSize, long seed) {
        List<Integer> order = indices(examples);
        Collections.shuffle(order, new Random(seed));
        return cut(order, batchSize);
    }

    /** Returns the indices of the examples of each batch, shortest examples first. */
    static List<List<Integer>> sorted(int examples, int batchSize, IntUnaryOperator length) {
        List<Integer> order = indices(examples);
        order.sort(Comparator.comparingInt(length::applyAsInt));
        return cut(order, batchSize);
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
