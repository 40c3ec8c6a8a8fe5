package dev.mixlab.mixing.attention;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.List;

/** Attention weights, averaged over heads. */
public final class RawAttention implements ContextMixingMethod {

    private static final MethodInfo INFO = MethodInfo.contextMixing("attn", "Attention")
            .family("attention")
            .paper("Vaswani et al. 2017; rollout: Abnar and Zuidema 2020")
            .description("How much a token attends to another, as the mean over heads.")
            .normalisesRows(false)
            .rowwise(true)
            .singleHeads(true)
            .aggregations(Aggregation.NONE, Aggregation.ROLLOUT_RESIDUAL, Aggregation.LAST_LAYER)
            .build();

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return MeanAttention.of(layer).maps();
    }

    @Override
    public List<double[]> scoreHeads(LayerContext layer) {
        return HeadArrays.of(layer, () -> layer.trace().attention());
    }
}
