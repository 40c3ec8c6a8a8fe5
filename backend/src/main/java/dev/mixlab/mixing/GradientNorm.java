package dev.mixlab.mixing;

import dev.mixlab.mixing.MethodInfo.Kind;
import dev.mixlab.mixing.MethodInfo.Need;
import dev.mixlab.mixing.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/** Length of the gradient of an objective with respect to each token of x(l): |G_j|. */
final class GradientNorm implements AttributionMethod {

    private final Objective objective;
    private final MethodInfo info;

    GradientNorm(Objective objective) {
        this.objective = objective;
        info = new MethodInfo(
                "grad_norm_l2" + objective.suffix(),
                "Gradient norm" + objective.title(),
                Kind.ATTRIBUTION,
                "Simonyan et al. 2014; Li et al. 2016",
                "How strongly %s reacts to a token at the layer's input: the length of the gradient."
                        .formatted(objective.phrase()),
                Set.of(Need.GRADIENTS),
                Range.LENGTH,
                false,
                List.of(Aggregation.NONE, Aggregation.LAST_LAYER));
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return TargetGradients.of(context, objective).norms().stream()
                .map(scores -> new Attribution(scores, null))
                .toList();
    }
}
