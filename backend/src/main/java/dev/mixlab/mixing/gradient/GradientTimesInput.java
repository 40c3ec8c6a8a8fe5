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

/** Gradient times input, summed over components: G_j . x_j(l). */
public final class GradientTimesInput implements AttributionMethod {

    private final Objective objective;
    private final MethodInfo info;

    public GradientTimesInput(Objective objective) {
        this.objective = objective;
        info = new MethodInfo(
                "grad_x_input" + objective.suffix(),
                "Gradient x input" + objective.title(),
                Kind.ATTRIBUTION,
                "Denil et al. 2014; Shrikumar et al. 2016",
                "How much %s would change, by its slope, if a token vanished from the layer's input: gradient times input, summed."
                        .formatted(objective.phrase()),
                Set.of(Need.GRADIENTS),
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
        return TargetGradients.of(context, objective).products().stream()
                .map(scores -> new Attribution(scores, null))
                .toList();
    }
}
