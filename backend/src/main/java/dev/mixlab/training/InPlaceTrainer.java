package dev.mixlab.training;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.GradientRecording;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * DJL's trainer for one encoder on one device. Its step hands each gradient to the optimiser as it is, without the copy that DJL's
 * parameter server makes, and under the parameter's own name, which is the same in another process. It must be opened and closed on the
 * training thread; while it is open, that thread records operations for a backward pass only inside a gradient collector.
 */
public final class InPlaceTrainer extends Trainer {

    private final GradientRecording recording = GradientRecording.off();
    private final Model holder;
    private final AdamW optimizer;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    private InPlaceTrainer(Model holder, TrainingConfig config, AdamW optimizer, Predicate<String> trained) {
        super(holder, config);
        this.holder = holder;
        this.optimizer = optimizer;
        holder.getBlock().getDirectParameters().forEach(pair -> {
            boolean changes = trained.test(pair.getKey());
            pair.getValue().freeze(!changes);
            if (changes) {
                parameters.put(pair.getKey(), pair.getValue());
            }
        });
    }

    /** Opens a trainer of a model's own weights; the optimiser keeps its moments in the manager that is passed to it. */
    public static InPlaceTrainer open(
            MaskedLanguageModel model, Loss loss, Function<NDManager, AdamW> optimizer, TrainingListener... listeners) {
        return openFor(name -> true, model, loss, optimizer, listeners);
    }

    /** Opens a trainer that changes the parameters of some names only; no gradient is computed for the others. */
    public static InPlaceTrainer openFor(
            Predicate<String> trained,
            MaskedLanguageModel model,
            Loss loss,
            Function<NDManager, AdamW> optimizer,
            TrainingListener... listeners) {
        Model holder = TensorEngine.newModel("training");
        holder.setBlock(model.encoder());
        AdamW adam = optimizer.apply(holder.getNDManager());
        TrainingConfig config =
                TensorEngine.trainingConfig(loss).optOptimizer(adam).addTrainingListeners(listeners);
        return new InPlaceTrainer(holder, config, adam, trained);
    }

    @Override
    public void step() {
        parameters.forEach((name, parameter) -> {
            NDArray weight = parameter.getArray();
            try (NDArray gradient = weight.getGradient()) {
                optimizer.update(name, weight, gradient);
            }
        });
    }

    /** Returns AdamW's moments of every parameter. */
    public TensorSource moments() {
        return optimizer.moments();
    }

    /** Restores moments that were exported after a number of steps. */
    public void restore(TensorSource moments, int steps) {
        optimizer.restore(parameters.keySet(), moments, steps);
    }

    /** Returns the L2 norm of the gradient over all parameters. */
    public double gradientNorm() {
        double sum = 0;
        for (Parameter parameter : parameters.values()) {
            try (NDManager scope = getManager().newSubManager()) {
                NDArray gradient = parameter.getArray().getGradient();
                gradient.attach(scope);
                NDArray total = gradient.square().sum();
                total.attach(scope);
                sum += total.toType(DataType.FLOAT64, true).getDouble();
            }
        }
        return Math.sqrt(sum);
    }

    @Override
    public void close() {
        super.close();
        parameters.values().forEach(parameter -> parameter.freeze(true));
        holder.close();
        recording.close();
    }
}
