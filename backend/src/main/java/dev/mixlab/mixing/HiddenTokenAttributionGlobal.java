package dev.mixlab.mixing;

import dev.mixlab.mixing.MethodInfo.Kind;
import dev.mixlab.mixing.MethodInfo.Need;
import dev.mixlab.mixing.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** Hidden token attribution from the embedding output. */
final class HiddenTokenAttributionGlobal implements ContextMixingMethod {

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
