package dev.mixlab.mixing;

import dev.mixlab.mixing.MethodInfo.Kind;
import dev.mixlab.mixing.MethodInfo.Need;
import dev.mixlab.mixing.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** Integrated gradients with respect to x(l); over tokens, but for the error of quadrature, they add to the objective's rise from the baseline. */
final class IntegratedGradients implements AttributionMethod {

    private final Objective objective;
    private final MethodInfo info;

    IntegratedGradients(Objective objective) {
        this.objective = objective;
        info = new MethodInfo(
                "integrated_gradients" + objective.suffix(),
                "Integrated gradients" + objective.title(),
                Kind.ATTRIBUTION,
                "Sundararajan et al. 2017",
                "A token's part in how %s rises when the layer's input goes from a baseline to what it is."
                        .formatted(objective.phrase()),
                Set.of(Need.PATH),
                Range.ANY,
                true,
                List.of(Aggregation.NONE, Aggregation.LAST_LAYER));
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return PathIntegrals.of(context, objective);
    }
}
