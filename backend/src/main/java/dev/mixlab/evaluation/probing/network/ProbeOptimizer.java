package dev.mixlab.evaluation.probing.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Adam (Kingma and Ba 2015) with betas 0.9 and 0.999. Its moments live in the manager it is given and are freed with it,
 * which those of DJL's own optimisers are not.
 */
public final class ProbeOptimizer extends Optimizer {

    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;

    private final NDManager manager;
    private final IntToDoubleFunction rates;
    private final float epsilon;
    private final Map<String, NDList> moments = new HashMap<>();

    /** Creates an optimiser; {@code rates} gives the learning rate of each step, counted from 1. */
    public ProbeOptimizer(NDManager manager, IntToDoubleFunction rates, double epsilon) {
        super(new Settings());
        this.manager = manager;
        this.rates = rates;
        this.epsilon = (float) epsilon;
    }

    @Override
    public void update(String parameterId, NDArray weight, NDArray gradient) {
        int step = updateCount(parameterId);
        double rate = rates.applyAsDouble(step);
        double corrected = rate * Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
        NDList state = moments.computeIfAbsent(
                parameterId, id -> new NDList(manager.zeros(weight.getShape()), manager.zeros(weight.getShape())));
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(weight, gradient, state.get(0), state.get(1)),
                        new NDList(weight),
                        (float) rate,
                        (float) corrected,
                        0,
                        1f,
                        -1f,
                        BETA_1,
                        BETA_2,
                        epsilon,
                        false,
                        true);
    }

    private static final class Settings extends OptimizerBuilder<Settings> {

        @Override
        protected Settings self() {
            return this;
        }
    }
}
