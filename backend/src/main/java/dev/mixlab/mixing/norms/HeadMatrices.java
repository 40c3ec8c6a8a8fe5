package dev.mixlab.mixing.norms;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.tensor.WeightViews;
import java.util.ArrayList;
import java.util.List;

/**
 * The output matrix of a layer's attention by heads, each in one piece of memory.
 *
 * @param centred W_h minus the means of its columns, from a value vector to its contribution minus the mean of that [heads, d, H]
 * @param means from a value vector to the mean of its contribution, and to that of the contribution minus its mean times the
 *     gain of layer norm 1 [heads, d, 2]
 */
record HeadMatrices(NDArray centred, NDArray means) {

    /** The weights of all layers of a model, computed when the first layer needs them. */
    private record OfModel(List<HeadMatrices> layers) {}

    static HeadMatrices of(LayerContext layer) {
        ModelContext context = layer.modelContext();
        OfModel all = context.memo().get(OfModel.class, () -> {
            List<HeadMatrices> layers = new ArrayList<>();
            EncoderConfig config = context.model().config();
            for (int l = 0; l < config.layers(); l++) {
                layers.add(make(context.manager(), config, context.model().weights(l)));
            }
            return new OfModel(layers);
        });
        return all.layers().get(layer.layer());
    }

    private static HeadMatrices make(NDManager manager, EncoderConfig config, LayerWeights weights) {
        return ArrayScope.detaching(
                () -> {
                    NDArray whole = weights.attentionOutput().weight().get(manager, new NDIndex(":"));
                    NDArray means = whole.mean(new int[] {0}, true);
                    NDArray centred = whole.sub(means);
                    NDArray gain =
                            WeightViews.of(manager, weights.attentionNorm().gain());
                    NDArray gained = centred.mul(gain.expandDims(1)).mean(new int[] {0}, true);
                    return new HeadMatrices(perHead(centred, config), perHead(means.concat(gained, 0), config));
                },
                made -> List.of(made.centred, made.means));
    }

    /** [out, heads * d] to [heads, d, out]. */
    private static NDArray perHead(NDArray matrix, EncoderConfig config) {
        return matrix.reshape(-1, config.heads(), config.headSize())
                .transpose(1, 2, 0)
                .flatten()
                .reshape(config.heads(), config.headSize(), -1);
    }
}
