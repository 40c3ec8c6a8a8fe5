package dev.mixlab.evaluation.probing.code;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.initializer.Initializer;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.evaluation.probing.network.BatchedLinear;
import dev.mixlab.evaluation.probing.network.BatchedProbes;
import dev.mixlab.evaluation.probing.network.BatchedProbes.Examples;
import dev.mixlab.evaluation.probing.network.ProbeData;
import dev.mixlab.evaluation.probing.network.ProbeOptimizer;
import dev.mixlab.evaluation.probing.network.RepeatedUniform;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A perceptron with one hidden layer of rectified units. A part of its training examples is held out to choose the epoch; the untrained
 * probe, for which all labels are equally likely, is among the choices. It never sees the labels that it predicts.
 */
public final class MlpLearner implements ProbeLearner {

    private static final double EPSILON = 1e-8;

    private final ProbeSettings settings;

    public MlpLearner(ProbeSettings settings) {
        this.settings = settings;
    }

    @Override
    public double[][][] predict(
            List<ProbeData> transmitted, List<ProbeData> next, long[] seeds, CodingListener listener) {
        int all = transmitted.get(0).size();
        int heldOut = (int) Math.max(1, Math.round(settings.heldOut() * all));
        int fitted = all - heldOut;
        if (fitted < 1) {
            return undecided(next);
        }
        List<ProbeData> toChoose =
                transmitted.stream().map(task -> task.slice(fitted, all)).toList();
        List<Random> sources = RepeatedUniform.sources(seeds);
        Random shuffling = sources.get(0);
        try (BatchedProbes stack = stack(next, sources);
                Examples toFit = stack.examples(
                        transmitted.stream().map(task -> task.slice(0, fitted)).toList());
                Examples held = stack.examples(toChoose);
                Examples asked = stack.examples(next)) {
            Choice choice = new Choice(settings.patience(), toChoose, undecided(next));
            choice.offer(stack, held, asked);
            for (int epoch = 0; epoch < settings.epochs() && choice.open(); epoch++) {
                listener.stopIfAsked();
                stack.epoch(toFit, ExampleOrder.of(fitted, shuffling), settings.batch());
                choice.offer(stack, held, asked);
            }
            return choice.best;
        }
    }

    private static double[][][] undecided(List<ProbeData> next) {
        return next.stream()
                .map(task -> new double[task.size()][task.classes()])
                .toArray(double[][][]::new);
    }

    private BatchedProbes stack(List<ProbeData> tasks, List<Random> sources) {
        int probes = tasks.size();
        int width = tasks.get(0).features()[0].length;
        int classes = tasks.get(0).classes();
        Block block = new SequentialBlock()
                .add(new BatchedLinear(
                        new BatchedLinear.Size(probes, width, settings.hidden()),
                        RepeatedUniform.glorot(sources, width, settings.hidden()),
                        Initializer.ZEROS))
                .add(Activation.reluBlock())
                .add(new BatchedLinear(
                        new BatchedLinear.Size(probes, settings.hidden(), classes),
                        Initializer.ZEROS,
                        Initializer.ZEROS));
        return new BatchedProbes(
                block, width, probes, manager -> new ProbeOptimizer(manager, step -> settings.learningRate(), EPSILON));
    }

    /** The best epoch so far of each probe, judged by the loss on the held-out labels. */
    private static final class Choice {

        private final int patience;
        private final List<ProbeData> toChoose;
        private final double[][][] best;
        private final double[] least;
        private final int[] since;

        Choice(int patience, List<ProbeData> toChoose, double[][][] undecided) {
            this.patience = patience;
            this.toChoose = toChoose;
            best = undecided;
            least = new double[undecided.length];
            since = new int[undecided.length];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
        }

        /** Returns whether any probe has improved within the patience. */
        boolean open() {
            return Arrays.stream(since).anyMatch(epochs -> epochs < patience);
        }

        void offer(BatchedProbes stack, Examples held, Examples asked) {
            double[][][] logits = stack.logits(held);
            boolean[] better = new boolean[least.length];
            boolean any = false;
            for (int probe = 0; probe < least.length; probe++) {
                double loss = loss(logits[probe], toChoose.get(probe).labels());
                better[probe] = since[probe] < patience && loss < least[probe];
                least[probe] = better[probe] ? loss : least[probe];
                since[probe] = better[probe] ? 0 : since[probe] + 1;
                any |= better[probe];
            }
            if (any) {
                double[][][] predicted = stack.logits(asked);
                for (int probe = 0; probe < least.length; probe++) {
                    best[probe] = better[probe] ? predicted[probe] : best[probe];
                }
            }
        }

        private static double loss(double[][] logits, int[] labels) {
            double bits = Arrays.stream(CodeLength.bits(logits, labels)).sum();
            if (!Double.isFinite(bits)) {
                throw new InvalidInputException("a probe diverged: its loss is " + bits);
            }
            return bits;
        }
    }
}
