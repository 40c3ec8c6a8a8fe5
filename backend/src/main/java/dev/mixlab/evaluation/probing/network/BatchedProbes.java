package dev.mixlab.evaluation.probing.network;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.engine.TrainingTurn;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Independent probes that are trained in the same native calls, which saves the cost of one call per probe. The arrays live until the object is
 * closed.
 */
public final class BatchedProbes implements AutoCloseable {

    private final Model model;
    private final Trainer trainer;
    private final NDManager manager;

    /**
     * @param block takes representations [P, B, H] to logits [P, B, classes]
     * @param optimizer makes the optimiser, given the manager that owns its moments
     */
    public BatchedProbes(Block block, int hidden, int probes, Function<NDManager, ProbeOptimizer> optimizer) {
        model = TensorEngine.newModel("probes");
        model.setBlock(block);
        trainer = new ProbeTrainer(model, optimizer.apply(model.getNDManager()));
        trainer.initialize(new Shape(probes, 1, hidden));
        manager = trainer.getManager();
    }

    /**
     * Examples as tensors.
     *
     * @param features [P, n, H]
     * @param labels [P, n, 1]
     */
    public record Examples(NDArray features, NDArray labels) implements AutoCloseable {

        int size() {
            return Math.toIntExact(features.getShape().get(1));
        }

        private Examples ordered(NDArray order) {
            return new Examples(features.get(":, {}", order), labels.get(":, {}", order));
        }

        private NDList of(NDArray array, int from, int end) {
            return new NDList(array.get(new NDIndex().addAllDim().addSliceDim(from, end)));
        }

        @Override
        public void close() {
            features.close();
            labels.close();
        }
    }

    /** Creates the tensors of the examples of every probe, the same number for each. The caller closes them. */
    public Examples examples(List<ProbeData> tasks) {
        int examples = tasks.get(0).size();
        int width = tasks.get(0).features()[0].length;
        FloatBuffer features = FloatBuffer.allocate(tasks.size() * examples * width);
        long[] labels = new long[tasks.size() * examples];
        int next = 0;
        for (ProbeData task : tasks) {
            for (int i = 0; i < examples; i++) {
                features.put(task.features()[i]);
                labels[next++] = task.labels()[i];
            }
        }
        return new Examples(
                manager.create(features.flip(), new Shape(tasks.size(), examples, width), DataType.FLOAT32),
                manager.create(labels, new Shape(tasks.size(), examples, 1)));
    }

    /** Trains for one epoch. */
    public void epoch(Examples examples, int[] order, int batch) {
        int batches = (order.length + batch - 1) / batch;
        try (Examples ordered = ordered(examples, order)) {
            for (int index = 0; index < batches; index++) {
                int from = index * batch;
                step(ordered, from, Math.min(order.length, from + batch), index, batches);
            }
        }
    }

    private Examples ordered(Examples examples, int[] order) {
        return ArrayScope.returning(
                () -> examples.ordered(manager.create(longs(order))),
                ordered -> List.of(ordered.features(), ordered.labels()));
    }

    private void step(Examples examples, int from, int end, int index, int batches) {
        ArrayScope.discarding(() -> {
            Batch batch = new Batch(
                    manager,
                    examples.of(examples.features(), from, end),
                    examples.of(examples.labels(), from, end),
                    end - from,
                    null,
                    null,
                    index,
                    batches);
            TrainingTurn.take(() -> EasyTrain.trainBatch(trainer, batch));
        });
        trainer.step();
    }

    private static long[] longs(int[] order) {
        long[] longs = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            longs[i] = order[i];
        }
        return longs;
    }

    /** Returns the current logits of the probes [P, n, classes]. */
    public double[][][] logits(Examples examples) {
        double[][][] logits =
                new double[Math.toIntExact(examples.features().getShape().get(0))][examples.size()][];
        ArrayScope.discarding(() -> {
            NDArray output = model.getBlock()
                    .forward(new ParameterStore(manager, false), new NDList(examples.features()), false)
                    .singletonOrThrow();
            int classes = Math.toIntExact(output.getShape().get(2));
            double[] numbers = output.toType(DataType.FLOAT64, false).toDoubleArray();
            int next = 0;
            for (double[][] probe : logits) {
                for (int i = 0; i < probe.length; i++) {
                    probe[i] = Arrays.copyOfRange(numbers, next, next + classes);
                    next += classes;
                }
            }
        });
        return logits;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
