package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.LayerContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One over the deviation of each token at the last layer norm of every layer [B, T, 1]. The forward pass leaves them here, because to find
 * them again the backward pass would have to multiply the second matrix of each feed-forward block once more.
 *
 * @param byLayer arrays that belong to the manager of the batch
 */
record OutputDeviations(Map<Integer, NDArray> byLayer) {

    /** Keeps those of a layer that the forward pass has computed. */
    static void keep(LayerContext layer) {
        layer.batchMemo()
                .get(OutputDeviations.class, () -> new OutputDeviations(new TreeMap<>()))
                .byLayer
                .computeIfAbsent(
                        layer.layer(),
                        ignored -> ArrayScope.detaching(
                                () -> NormBackward.inverseDeviation(
                                        layer.trace().u(), layer.weights().outputNorm()),
                                List::of));
    }

    /** Returns those of a layer, which is run again if no forward pass has left them. */
    static NDArray of(AttributionContext context, int layer, @Nullable NDArray mask) {
        NDArray kept = context.memo()
                .get(OutputDeviations.class, () -> new OutputDeviations(new TreeMap<>()))
                .byLayer
                .get(layer);
        if (kept != null) {
            return kept;
        }
        MaskedLanguageModel model = context.model();
        return ArrayScope.returning(() -> NormBackward.inverseDeviation(
                model.layer(layer, context.inputs().get(layer), mask).u(),
                model.weights(layer).outputNorm()));
    }
}
