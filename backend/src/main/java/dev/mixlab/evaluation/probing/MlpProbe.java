package dev.mixlab.evaluation.probing;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A perceptron in training. Its arrays live until it is closed. */
final class MlpProbe implements AutoCloseable {

    private static final int PREDICTED_TOGETHER = 4096;

    private final ProbeData data;
    private final ProbeSettings settings;
    private final Random random;
    private final Model model;
    private final Trainer trainer;

    MlpProbe(ProbeData data, ProbeSettings settings, long seed) {
        this.data = data;
        this.settings = settings;
        random = new Random(seed);
        Linear output = Linear.builder().setUnits(data.classes()).build();
        SequentialBlock block = new SequentialBlock()
                .add(Linear.builder().setUnits(settings.hidden()).build())
                .add(Activation.reluBlock())
                .add(output);
        model = Model.newInstance("probe", Device.cpu(), "PyTorch");
        model.setBlock(block);
        block.setInitializer(new SeededInitializer(random), Parameter.Type.WEIGHT);
        output.setInitializer(new SeededInitializer(null), Parameter.Type.WEIGHT);
        trainer = new ProbeTrainer(model, new ProbeOptimizer(model.getNDManager(), settings.learningRate()));
        trainer.initialize(new Shape(1, data.features()[0].length));
    }

    /** Goes through the examples once, in a fresh order. */
    void epoch() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, data.size()).boxed().toList());
        Collections.shuffle(order, random);
        int batches = (order.size() + settings.batch() - 1) / settings.batch();
        for (int index = 0; index < batches; index++) {
            int from = index * settings.batch();
            int[] members = order.subList(from, Math.min(order.size(), from + settings.batch())).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            try (Batch batch = batch(data.select(members), index, batches)) {
                EasyTrain.trainBatch(trainer, batch);
                trainer.step();
            }
        }
    }

    private Batch batch(ProbeData members, int index, int batches) {
        NDManager scope = trainer.getManager().newSubManager();
        return new Batch(
                scope,
                new NDList(scope.create(members.features())),
                new NDList(scope.create(
                        IntStream.of(members.labels()).asLongStream().toArray(), new Shape(members.size(), 1))),
                members.size(),
                null,
                null,
                index,
                batches);
    }

    /** What the probe says now [n, classes]. */
    double[][] logits(ProbeData asked) {
        double[][] logits = new double[asked.size()][asked.classes()];
        for (int from = 0; from < asked.size(); from += PREDICTED_TOGETHER) {
            int end = Math.min(asked.size(), from + PREDICTED_TOGETHER);
            try (NDManager scope = trainer.getManager().newSubManager()) {
                NDList input = new NDList(scope.create(asked.slice(from, end).features()));
                NDArray output = model.getBlock()
                        .forward(new ParameterStore(scope, false), input, false)
                        .singletonOrThrow();
                double[] numbers = output.toType(DataType.FLOAT64, false).toDoubleArray();
                for (int i = 0; i < numbers.length; i++) {
                    logits[from + i / asked.classes()][i % asked.classes()] = numbers[i];
                }
            }
        }
        return logits;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
