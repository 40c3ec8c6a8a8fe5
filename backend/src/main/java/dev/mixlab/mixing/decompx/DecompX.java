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

/** DecompX through the masked-LM head, for the good word. */
public final class DecompX implements AttributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "decompx",
            "DecompX",
            Kind.ATTRIBUTION,
            "Modarressi et al. 2023",
            "What each token of a layer's input adds to or takes from the good word's logit, all of it adding up to the logit.",
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
        return DecompXScores.of(context).good();
    }
}
