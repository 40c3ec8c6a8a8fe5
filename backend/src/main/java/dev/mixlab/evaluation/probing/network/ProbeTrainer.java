package dev.mixlab.evaluation.probing.network;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import dev.mixlab.encoder.engine.TensorEngine;

/**
 * DJL's trainer with a step that accepts every gradient. DJL's own step rejects gradients whose sum is 0, and the gradients of the logits of
 * one example always sum to 0, because soft-max does not change when a constant is added to all logits.
 */
final class ProbeTrainer extends Trainer {

    private final Model model;
    private final ProbeOptimizer optimizer;

    ProbeTrainer(Model model, ProbeOptimizer optimizer) {
        super(model, TensorEngine.trainingConfig(new LabelLoss()).optOptimizer(optimizer));
        this.model = model;
        this.optimizer = optimizer;
    }

    @Override
    public void step() {
        for (Pair<String, Parameter> pair : model.getBlock().getParameters()) {
            NDArray weight = pair.getValue().getArray();
            try (NDArray gradient = weight.getGradient()) {
                optimizer.update(pair.getKey(), weight, gradient);
            }
        }
    }
}
