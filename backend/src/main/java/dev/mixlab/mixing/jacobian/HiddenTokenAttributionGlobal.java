package dev.mixlab.mixing.jacobian;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** Hidden token attribution from the embedding output. */
public final class HiddenTokenAttributionGlobal implements ContextMixingMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "hidden_token_attribution_global",
            "Hidden token attribution from the input",
            Kind.CONTEXT_MIXING,
            "Brunner et al. 2020; Pascual et al. 2021",
            "How strongly a token's new representation answers to small changes of the embedding of another token (norm of the Jacobian).",
            Set.of(Need.JACOBIAN),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.LAST_LAYER));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public boolean normalisesRows() {
        return true;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return GlobalJacobians.of(layer).layers().get(layer.layer());
    }
}
