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

/** Hidden token attribution of single layers: norms of the blocks of each layer's Jacobian. */
public final class HiddenTokenAttribution implements ContextMixingMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "hidden_token_attribution",
            "Hidden token attribution",
            Kind.CONTEXT_MIXING,
            "Brunner et al. 2020; Pascual et al. 2021",
            "How strongly a token's new representation answers to small changes of another token's before the layer (norm of the Jacobian).",
            Set.of(Need.JACOBIAN),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT, Aggregation.LAST_LAYER));

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
        return JacobianNorms.of(layer);
    }
}
