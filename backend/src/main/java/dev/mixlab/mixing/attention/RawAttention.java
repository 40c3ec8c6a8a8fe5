package dev.mixlab.mixing.attention;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** Attention weights, averaged over heads. */
public final class RawAttention implements ContextMixingMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "attn",
            "Attention",
            Kind.CONTEXT_MIXING,
            "Vaswani et al. 2017; rollout: Abnar and Zuidema 2020",
            "How much a token attends to another, as the mean over heads.",
            Set.of(Need.TRACE),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT_RESIDUAL, Aggregation.LAST_LAYER));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public boolean normalisesRows() {
        return false;
    }

    @Override
    public boolean rowwise() {
        return true;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return MeanAttention.of(layer).maps();
    }
}
