package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.ModelContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Products of one layer's weights that Value Zeroing needs again and again. C stands for "minus the mean over
 * components".
 *
 * @param toHidden C W_h, from a value vector to its centred contribution to y [heads, d, H]
 * @param toInner W1 diag(gain1) C W_h, from a value vector to the inner units of the feed-forward block [heads, d, F]
 * @param innerBias W1 bias1 + the bias of the inner units: what of them does not depend on y [F]
 * @param output C W2, from the inner units to the centred input of layer norm 2 [F, H]
 */
record ZeroingWeights(NDArray toHidden, NDArray toInner, NDArray innerBias, NDArray output) {

    /** The products of all layers of a model, computed when the first layer needs them. */
    record OfModel(List<ZeroingWeights> layers) {}

    static ZeroingWeights of(LayerContext layer) {
        ModelContext context = layer.modelContext();
        OfModel all = context.memo().get(OfModel.class, () -> {
            List<ZeroingWeights> layers = new ArrayList<>();
            for (int l = 0; l < context.model().config().layers(); l++) {
                layers.add(make(
                        context.manager(),
                        context.model().config(),
                        context.model().weights(l)));
            }
            return new OfModel(layers);
        });
        return all.layers().get(layer.layer());
    }

    private static ZeroingWeights make(NDManager manager, EncoderConfig config, LayerWeights weights) {
        return ArrayScope.detaching(
                () -> {
                    NDArray mixing =
                            centred(view(manager, weights.attentionOutput().weight()));
                    NDArray inner = view(manager, weights.intermediate().weight())
                            .mul(weights.attentionNorm().gain())
                            .matMul(mixing);
                    NDArray bias = weights.intermediate()
                            .apply(view(manager, weights.attentionNorm().bias()));
                    NDArray output =
                            transposed(centred(view(manager, weights.output().weight())));
                    return new ZeroingWeights(perHead(mixing, config), perHead(inner, config), bias, output);
                },
                made -> List.of(made.toHidden, made.toInner, made.innerBias, made.output));
    }

    /** The array as one that belongs to the manager, without a copy. */
    private static NDArray view(NDManager manager, NDArray weight) {
        return weight.get(manager, new NDIndex(":"));
    }

    /** Minus the mean over the first axis. */
    private static NDArray centred(NDArray matrix) {
        return matrix.sub(matrix.mean(new int[] {0}, true));
    }

    /** The transposed matrix, in one piece of memory. */
    private static NDArray transposed(NDArray matrix) {
        return matrix.transpose().flatten().reshape(matrix.getShape().get(1), -1);
    }

    /** [out, heads * d] to [heads, d, out], in one piece of memory. */
    private static NDArray perHead(NDArray matrix, EncoderConfig config) {
        return matrix.reshape(-1, config.heads(), config.headSize())
                .transpose(1, 2, 0)
                .flatten()
                .reshape(config.heads(), config.headSize(), -1);
    }
}
