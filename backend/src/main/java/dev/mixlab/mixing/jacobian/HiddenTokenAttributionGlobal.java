package dev.mixlab.mixing.jacobian;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Need;
import java.util.List;

/** Hidden token attribution from the embedding output. */
public final class HiddenTokenAttributionGlobal implements ContextMixingMethod {

    private static final MethodInfo INFO = MethodInfo.contextMixing(
                    "hidden_token_attribution_global", "Hidden token attribution from the input")
            .family("hidden_token_attribution")
            .paper("Brunner et al. 2020; Pascual et al. 2021")
            .description(
                    "How strongly a token's new representation answers to small changes of the embedding of another token (norm of the Jacobian).")
            .needs(Need.JACOBIAN)
            .containsLayersBelow(true)
            .aggregations(Aggregation.NONE, Aggregation.LAST_LAYER)
            .build();

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return GlobalJacobians.of(layer).layers().get(layer.layer());
    }
}
