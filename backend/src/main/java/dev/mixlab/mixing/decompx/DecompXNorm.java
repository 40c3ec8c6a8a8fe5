package dev.mixlab.mixing.decompx;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** DecompX by the norms of its vectors. */
public final class DecompXNorm implements ContextMixingMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "decompx_norm",
            "DecompX (norms)",
            Kind.CONTEXT_MIXING,
            "Modarressi et al. 2023",
            "How long the part of a representation is that comes from each token of the input, taken through all layers so far without mixing.",
            Set.of(Need.TRACE),
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
        return DecompXScores.of(layer).norms().get(layer.layer());
    }
}
