package dev.mixlab.bench.methods;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.encoder.layer.AffineWeights;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.List;

/**
 * The matrix products without which the vectors of DecompX cannot be had: T vectors for each of T tokens go through every weight matrix but
 * those of queries and keys. Sharing out the biases, layer norms, the activation and mixing by attention are left out.
 *
 * @param model the model whose matrices are used
 * @param budget memory, which says how many vectors are multiplied at a time
 */
record DecompositionProducts(MaskedLanguageModel model, MachineBudget budget) {

    /** Multiplies as many vectors as the decomposition of some sentences has. */
    void multiply(List<EncodedExample> sentences) {
        try (NDManager scope = TensorEngine.newManager()) {
            NDArray vectors = scope.randomNormal(
                    new Shape(budget.blockRows(), model.config().hidden()));
            for (EncodedExample sentence : sentences) {
                int count = sentence.length() * sentence.length();
                for (int layer = 0; layer < model.config().layers(); layer++) {
                    multiply(model.weights(layer), layer == 0, vectors, count);
                }
            }
        }
    }

    /** In the first layer, where the vectors begin, the products with values and attention's output are those of the forward pass. */
    private static void multiply(LayerWeights weights, boolean first, NDArray vectors, int count) {
        int together = Math.toIntExact(vectors.getShape().get(0));
        for (int from = 0; from < count; from += together) {
            String slice = "0:" + Math.min(together, count - from);
            ArrayScope.discarding(() -> {
                NDArray some = vectors.get(slice);
                if (!first) {
                    some = linear(linear(some, weights.value()), weights.attentionOutput());
                }
                linear(linear(some, weights.intermediate()), weights.output());
            });
        }
    }

    private static NDArray linear(NDArray vectors, AffineWeights map) {
        return Linear.linear(vectors, map.weight()).singletonOrThrow();
    }
}
