package dev.mixlab.mixing.gradient;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import dev.mixlab.mixing.method.Objective;
import java.util.List;
import java.util.Set;

/** Length of the gradient of an objective with respect to each token of x(l): |G_j|. */
public final class GradientNorm implements AttributionMethod {

    private final Objective objective;
    private final MethodInfo info;

    public GradientNorm(Objective objective) {
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
