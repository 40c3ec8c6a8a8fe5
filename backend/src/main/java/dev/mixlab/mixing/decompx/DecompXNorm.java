package dev.mixlab.mixing.decompx;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.List;

/** The norms of DecompX's vectors as a context-mixing method. */
public final class DecompXNorm implements ContextMixingMethod {

    private static final MethodInfo INFO = MethodInfo.contextMixing("decompx_norm", "DecompX (norms)")
            .family("decompx")
            .paper("Modarressi et al. 2023")
            .description(
                    "How long the part of a representation is that comes from each token of the input, taken through all layers so far without mixing.")
            .containsLayersBelow(true)
            .aggregations(Aggregation.NONE, Aggregation.LAST_LAYER)
            .build();

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return DecompXScores.of(layer).norms().get(layer.layer());
    }
}
