package dev.mixlab.evaluation.probing;

import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Online coding (Voita and Titov 2020, section 3.2): examples in random order are cut into portions; the first is coded uniformly, each
 * further block by a probe that has learnt from all examples before it.
 *
 * @param learner the probe
 * @param shares where portions end, as shares of all examples, ascending, the last 1
 */
public record OnlineCode(ProbeLearner learner, List<Double> shares) {

    /** 0.8, 1.6, 3.2, 6.25, 12.5, 25, 50 and 100 %. */
    public static final List<Double> STANDARD_SHARES = List.of(0.008, 0.016, 0.032, 0.0625, 0.125, 0.25, 0.5, 1.0);

    public OnlineCode {
        boolean ascending = shares.equals(shares.stream().sorted().distinct().toList());
        if (shares.isEmpty() || !ascending || shares.get(0) <= 0 || shares.get(shares.size() - 1) != 1) {
            throw new InvalidInputException("portions must end at ascending shares above 0, the last 1: " + shares);
        }
        shares = List.copyOf(shares);
    }

    /**
     * The code length of the labels.
     *
     * @param seed of the order of the examples and of every probe
     * @throws CancelledException when {@code cancelled} says so between two blocks
     */
    public CodeLength length(ProbeData data, long seed, BooleanSupplier cancelled) {
        ProbeData shuffled = data.select(order(data.size(), seed));
        int[] ends = ends(data.size());
        double[] blocks = new double[ends.length];
        blocks[0] = CodeLength.uniform(ends[0], data.classes());
        for (int block = 1; block < ends.length; block++) {
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("probing was cancelled");
            }
            ProbeData next = shuffled.slice(ends[block - 1], ends[block]);
            double[][] logits = learner.predict(shuffled.slice(0, ends[block - 1]), next, seed + block);
            blocks[block] = CodeLength.bits(logits, next.labels());
        }
        return new CodeLength(data.size(), data.classes(), blocks);
    }

    /** The control: the code length of the same labels dealt out at random, in which nothing can be learnt. */
    public CodeLength control(ProbeData data, long seed, BooleanSupplier cancelled) {
        int[] dealt = order(data.size(), ~seed);
        return length(
                data.withLabels(IntStream.of(dealt).map(i -> data.labels()[i]).toArray()), seed, cancelled);
    }

    /** Where portions of n examples end: rounded, each with at least one more than the one before. */
    int[] ends(int examples) {
        List<Integer> ends = new ArrayList<>();
        int last = 0;
        for (double share : shares) {
            int end = (int) Math.round(share * examples);
            if (end > last) {
                ends.add(end);
                last = end;
            }
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] order(int examples, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
