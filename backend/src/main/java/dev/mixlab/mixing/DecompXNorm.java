package dev.mixlab.mixing;

import dev.mixlab.mixing.MethodInfo.Kind;
import dev.mixlab.mixing.MethodInfo.Need;
import dev.mixlab.mixing.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** DecompX by the norms of its vectors. */
final class DecompXNorm implements ContextMixingMethod {

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
