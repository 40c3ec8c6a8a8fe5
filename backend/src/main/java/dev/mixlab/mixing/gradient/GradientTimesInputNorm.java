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

/** Gradient times input, as the length over components: the L2 norm of G_j * x_j(l). */
public final class GradientTimesInputNorm implements AttributionMethod {

    private final Objective objective;
    private final MethodInfo info;

    public GradientTimesInputNorm(Objective objective) {
        this.objective = objective;
        info = new MethodInfo(
                "grad_x_input_l2" + objective.suffix(),
                "Gradient x input (L2)" + objective.title(),
                Kind.ATTRIBUTION,
                "Denil et al. 2014; Shrikumar et al. 2016; the length in place of the sum",
                "How strongly %s hangs on a token at the layer's input: the length of gradient times input, component by component."
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
        return TargetGradients.of(context, objective).productNorms().stream()
                .map(scores -> new Attribution(scores, null))
                .toList();
    }
}
