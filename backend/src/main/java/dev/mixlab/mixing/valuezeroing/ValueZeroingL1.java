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

/** Value Zeroing with the L1 distance. */
public final class ValueZeroingL1 implements ContextMixingMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "value_zeroing_l1",
            "Value Zeroing (L1)",
            Kind.CONTEXT_MIXING,
            "Mohebbi et al. 2023, with another distance",
            "How far a token's new representation moves (sum of absolute components) when another token's value vector is zeroed.",
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
        return ZeroedValues.of(layer).manhattan();
    }
}
