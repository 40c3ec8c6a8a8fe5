package dev.mixlab.mixing.valuezeroing;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** Value Zeroing with the cosine distance, as in its paper. */
public final class ValueZeroingCosine implements ContextMixingMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "value_zeroing_cosine",
            "Value Zeroing",
            Kind.CONTEXT_MIXING,
            "Mohebbi et al. 2023",
            "How far a token's new representation turns (cosine distance) when another token's value vector is zeroed.",
            Set.of(Need.TRACE),
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
    public boolean rowwise() {
        return true;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return ZeroedValues.of(layer).cosine();
    }
}
