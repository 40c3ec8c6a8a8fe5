package dev.mixlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.tensor.TensorInfo;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * AdamW (Loshchilov and Hutter 2019) with bias-corrected moments, weight decay decoupled from the gradient, and epsilon not rescaled:
 * {@code w -= rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)}. Weight decay applies to matrices only, not to
 * biases and gains.
 *
 * <p>The betas are 0.9 and 0.999 as floats, both in the moments and in the corrections. Moments can be exported and restored, so that
 * training can be resumed in another process.
 */
public final class AdamW extends Optimizer {

    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;

    private final NDManager manager;
    private final Tracker learningRate;
    private final float epsilon;
    private final Map<String, State> states = new LinkedHashMap<>();
    private int stepsBefore;

    private AdamW(Builder builder) {
        super(builder);
        manager = builder.manager;
        learningRate = builder.learningRate;
        epsilon = (float) builder.epsilon;
    }

    /** Returns a builder of an optimiser whose moments belong to a manager, with betas 0.9 and 0.999. */
    public static Builder builder(NDManager manager, Tracker learningRate) {
        return new Builder(manager, learningRate);
    }

    /** Updates a weight in place and clears its gradient. */
    @Override
    public void update(String parameterId, NDArray weight, NDArray gradient) {
        int step = stepsBefore + updateCount(parameterId);
        float rate = learningRate.getNewValue(parameterId, step);
        double corrected = rate * Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
        State state = states.computeIfAbsent(parameterId, id -> State.zeros(manager, weight));
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(weight, gradient, state.mean, state.variance),
                        new NDList(weight),
                        rate,
                        (float) corrected,
                        weight.getShape().dimension() > 1 ? getWeightDecay() : 0,
                        1f,
                        -1f,
                        BETA_1,
                        BETA_2,
                        epsilon,
                        false,
                        true);
    }

    /**
     * Returns the first and second moments of every parameter updated so far, named {@code m.NAME} and {@code v.NAME}. Each has the value
     * of the moment when it is read.
     */
    public TensorSource moments() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        states.forEach((name, state) -> {
            arrays.put("m." + name, state.mean);
            arrays.put("v." + name, state.variance);
        });
        return TensorArrays.source(arrays);
    }

    /** Restores the moments of weights that were exported after a number of steps; must be called before the first update. */
    public void restore(Collection<String> names, TensorSource moments, int steps) {
        stepsBefore = steps;
        Set<String> stored = moments.tensors().stream().map(TensorInfo::name).collect(Collectors.toSet());
        for (String name : names) {
            if (!stored.contains("m." + name) || !stored.contains("v." + name)) {
                throw new InvalidInputException("the training state has no moments of " + name);
            }
            NDArray mean = TensorArrays.array(manager, moments.read("m." + name));
            states.put(name, new State(mean, TensorArrays.array(manager, moments.read("v." + name))));
        }
    }

    private record State(NDArray mean, NDArray variance) {

        static State zeros(NDManager manager, NDArray weight) {
            return new State(
                    manager.zeros(weight.getShape(), weight.getDataType()),
                    manager.zeros(weight.getShape(), weight.getDataType()));
        }
    }

    /** Builder of an {@link AdamW}. */
    public static final class Builder extends OptimizerBuilder<Builder> {

        private final NDManager manager;
        private final Tracker learningRate;
        private double epsilon = 1e-6;

        private Builder(NDManager manager, Tracker learningRate) {
            this.manager = manager;
            this.learningRate = learningRate;
        }

        public Builder optEpsilon(double value) {
            epsilon = value;
            return this;
        }

        public AdamW build() {
            return new AdamW(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
