package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.GradientRecording;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Gradients of several numbers from one forward pass. The engine is called below DJL's gradient collector, of which a process may have
 * one at a time, so that scoring and training would refuse each other, and which forgets the forward pass after one backward pass.
 */
public final class BackwardPass {

    private BackwardPass() {}

    /**
     * Gradients of seed . function(input) with respect to the input, one per seed, of the input's shape and in its manager.
     *
     * @param input where the gradients are taken; it stays as it is
     * @param function what is recorded; arrays in Java's own memory must not take part in its products
     * @param seeds of the shape and type of the function's value
     */
    public static <K> Map<K, NDArray> gradients(NDArray input, UnaryOperator<NDArray> function, Map<K, NDArray> seeds) {
        return ArrayScope.returning(
                () -> {
                    NDArray leaf = input.stopGradient();
                    leaf.setRequiresGradient(true);
                    NDArray output = GradientRecording.during(() -> function.apply(leaf));
                    Map<K, NDArray> gradients = new LinkedHashMap<>();
                    seeds.forEach((key, seed) -> {
                        boolean more = gradients.size() + 1 < seeds.size();
                        TensorEngine.backward(output, seed, more);
                        NDArray gradient = leaf.getGradient();
                        gradients.put(key, gradient.duplicate());
                        gradient.subi(gradient);
                    });
                    return gradients;
                },
                Map::values);
    }
}
