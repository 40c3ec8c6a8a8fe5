package dev.mixlab.evaluation.probing.code;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import dev.mixlab.evaluation.probing.network.BatchedLinear;
import dev.mixlab.evaluation.probing.network.BatchedProbes;
import dev.mixlab.evaluation.probing.network.ProbeData;
import dev.mixlab.evaluation.probing.network.ProbeOptimizer;
import dev.mixlab.evaluation.probing.network.RepeatedUniform;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The probe of the published script, which ends in a soft-max. */
final class PublishedProbe {

    private static final int UNITS = 128;
    private static final double RATE = 1e-3;
    private static final double EPSILON = 1e-6;
    private static final double NORM_EPSILON = 1e-5;

    private PublishedProbe() {}

    /** Probes for tasks, of whose examples so many are learnt from; one source of random numbers per task. */
    static BatchedProbes stack(List<ProbeData> tasks, int learnt, List<Random> sources) {
        int width = tasks.get(0).features()[0].length;
        int steps = (learnt + PublishedCode.BATCH - 1) / PublishedCode.BATCH;
        SequentialBlock block = new SequentialBlock()
                .add(new DrawnDropout(0.2, sources.get(0)))
                .add(linear(width, UNITS, sources))
                .add(Activation.reluBlock())
                .add(new StackedNorm(tasks.size()))
                .add(new DrawnDropout(0.3, sources.get(0)))
                .add(linear(UNITS, tasks.get(0).classes(), sources))
                .add(LambdaBlock.singleton(logits -> logits.softmax(-1)));
        return new BatchedProbes(
                block, width, tasks.size(), manager -> new ProbeOptimizer(manager, step -> rate(step, steps), EPSILON));
    }

    /** Returns the learning rate of a step, counted from 1, which falls linearly to 0 over one epoch. */
    static double rate(int step, int stepsOfEpoch) {
        return RATE * Math.max(0, 1 - (step - 1.0) / stepsOfEpoch);
    }

    private static BatchedLinear linear(int inputs, int units, List<Random> sources) {
        Initializer uniform = new RepeatedUniform(sources, 1 / Math.sqrt(inputs));
        return new BatchedLinear(new BatchedLinear.Size(sources.size(), inputs, units), uniform, uniform);
    }

    /** Dropout whose masks come from a given random source and are the same for every probe [1, B, H]. */
    private static final class DrawnDropout extends AbstractBlock {

        private final double rate;
        private final Random random;

        DrawnDropout(double rate, Random random) {
            this.rate = rate;
            this.random = random;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> parameters) {
            if (!training) {
                return inputs;
            }
            NDArray x = inputs.singletonOrThrow();
            Shape shape = new Shape(1, x.getShape().get(1), x.getShape().get(2));
            float[] mask = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = random.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
            }
            return new NDList(x.mul(x.getManager().create(mask, shape)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return inputs;
        }
    }

    /** Layer normalisation over the units of each probe. */
    private static final class StackedNorm extends AbstractBlock {

        private final Parameter gain;
        private final Parameter shift;

        StackedNorm(int probes) {
            Shape shape = new Shape(probes, 1, UNITS);
            gain = addParameter(Parameter.builder()
                    .setName("gain")
                    .setType(Parameter.Type.GAMMA)
                    .optShape(shape)
                    .optInitializer(Initializer.ONES)
                    .build());
            shift = addParameter(Parameter.builder()
                    .setName("shift")
                    .setType(Parameter.Type.BETA)
                    .optShape(shape)
                    .optInitializer(Initializer.ZEROS)
                    .build());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> parameters) {
            NDArray x = inputs.singletonOrThrow();
            NDArray centred = x.sub(x.mean(new int[] {-1}, true));
            NDArray variance = centred.square().mean(new int[] {-1}, true);
            NDArray normed = centred.div(variance.add(NORM_EPSILON).sqrt());
            return new NDList(normed.mul(store.getValue(gain, x.getDevice(), training))
                    .add(store.getValue(shift, x.getDevice(), training)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return inputs;
        }
    }
}
