package dev.mixlab.mixing.decompx;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** DecompX through the masked-LM head, for the good word against the bad one. */
public final class DecompXDifference implements AttributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "decompx_diff",
            "DecompX (good - bad)",
            Kind.ATTRIBUTION,
            "Modarressi et al. 2023",
            "What each token of a layer's input adds to or takes from the good word's logit minus the bad word's.",
            Set.of(Need.TRACE),
            Range.ANY,
            true,
            List.of(Aggregation.NONE));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return DecompXScores.of(context).difference();
    }
}
