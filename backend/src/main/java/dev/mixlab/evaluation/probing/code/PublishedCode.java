package dev.mixlab.evaluation.probing.code;

import dev.mixlab.evaluation.probing.code.CodeLength.Portion;
import dev.mixlab.evaluation.probing.network.BatchedProbes;
import dev.mixlab.evaluation.probing.network.BatchedProbes.Examples;
import dev.mixlab.evaluation.probing.network.ProbeData;
import dev.mixlab.evaluation.probing.network.RepeatedUniform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Online coding as the script published with Mohebbi et al. (2023) computes it, to reproduce their results. Its lengths are not code lengths:
 *
 * <ul>
 *   <li>The probe ends in a soft-max and the loss takes another one of its probabilities, so that a label of which the probe is certain
 *       still costs ln(1 + 1/e) = 0.313 where it should cost nothing, and none costs more than 1.313.
 *   <li>The first portion is counted in bits, all others in nats, and the sum is held against bits: a probe that knows nothing compresses
 *       1.44 times.
 *   <li>The learning rate falls to 0 over one epoch, so that all further epochs change nothing.
 *   <li>The epoch is chosen by the loss of the very block that is coded, and training stops by it.
 *   <li>Sizes of blocks are rounded down, so that a few examples may never be coded, but count in the uniform code.
 *   <li>Examples are not shuffled between epochs.
 * </ul>
 *
 * <p>The probe: dropout of 0.2, 128 rectified units, layer norm, dropout of 0.3, two units, soft-max; AdamW at 0.001 without decay, batches
 * of 128, at most 15 epochs, patience 5.
 */
public final class PublishedCode implements LabelCode {

    static final int BATCH = 128;
    static final int EPOCHS = 15;
    static final int PATIENCE = 5;

    private static final double[] PERCENT = {0.8, 1.6, 3.2, 6.25, 12.5, 25, 50, 100};

    @Override
    public List<List<CodeLength>> lengths(List<Order> orders, CodingListener listener) {
        List<ProbeData> tasks =
                orders.stream().flatMap(order -> order.transmitted().stream()).toList();
        int examples = tasks.get(0).size();
        List<Block> blocks = blocks(examples);
        double[][] lengths = new double[tasks.size()][examples];
        List<List<Portion>> portions =
                tasks.stream().<List<Portion>>map(task -> new ArrayList<>()).toList();
        for (int block = 0; block < blocks.size(); block++) {
            listener.stopIfAsked();
            Block part = blocks.get(block);
            double[][] coded = block == 0
                    ? uniform(tasks, part.size())
                    : code(tasks, part, LabelCode.seeds(orders, block), listener);
            for (int task = 0; task < coded.length; task++) {
                for (int i = 0; i < part.size(); i++) {
                    lengths[task][part.from() + i] += coded[task][i];
                }
                portions.get(task).add(new Portion(part.share(), coded[task]));
            }
            listener.coded((long) part.end() * tasks.size(), (long) examples * tasks.size());
        }
        int each = tasks.size() / orders.size();
        List<CodeLength> codes = IntStream.range(0, tasks.size())
                .mapToObj(task -> new CodeLength(
                        tasks.get(task).classes(),
                        OnlineCode.inPlace(
                                lengths[task], orders.get(task / each).indices()),
                        portions.get(task)))
                .toList();
        return LabelCode.byOrder(codes, orders.size());
    }

    /** A block of examples {@code from} (inclusive) to {@code end} (exclusive), and the share at which the portion should end. */
    record Block(double share, int from, int end) {

        int size() {
            return end - from;
        }
    }

    /** Returns the blocks of the published script; the first is coded uniformly. */
    static List<Block> blocks(int examples) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(PERCENT[0] / 100, 0, (int) Math.rint(examples * PERCENT[0] / 100)));
        for (int i = 1; i < PERCENT.length; i++) {
            int from = (int) Math.rint(examples * PERCENT[i - 1] / 100);
            int size = (int) Math.floor(examples * (PERCENT[i] - PERCENT[i - 1]) / 100);
            blocks.add(new Block(PERCENT[i] / 100, from, Math.min(examples, from + size)));
        }
        return blocks;
    }

    private static double[][] uniform(List<ProbeData> tasks, int examples) {
        return tasks.stream()
                .map(task -> {
                    double[] bits = new double[examples];
                    Arrays.fill(bits, CodeLength.uniform(task.classes()));
                    return bits;
                })
                .toArray(double[][]::new);
    }

    /** Nats of each example of a block [tasks, n]. */
    private static double[][] code(List<ProbeData> tasks, Block block, long[] seeds, CodingListener listener) {
        List<ProbeData> next = tasks.stream()
                .map(task -> task.slice(block.from(), block.end()))
                .toList();
        if (block.from() == 0 || block.size() == 0) {
            return PublishedLoss.nats(undecided(next), next);
        }
        try (BatchedProbes stack = PublishedProbe.stack(tasks, block.from(), RepeatedUniform.sources(seeds));
                Examples learnt = stack.examples(
                        tasks.stream().map(task -> task.slice(0, block.from())).toList());
                Examples asked = stack.examples(next)) {
            PublishedChoice choice = new PublishedChoice(next);
            int[] order = IntStream.range(0, block.from()).toArray();
            for (int epoch = 0; epoch < EPOCHS && choice.open(); epoch++) {
                listener.stopIfAsked();
                stack.epoch(learnt, order, BATCH);
                choice.offer(stack.logits(asked));
            }
            return choice.least();
        }
    }

    private static double[][][] undecided(List<ProbeData> next) {
        return next.stream()
                .map(task -> new double[task.size()][task.classes()])
                .toArray(double[][][]::new);
    }
}
