package dev.mixlab.mixing.gradient;

import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.Objective;
import java.util.List;

/** Integrated gradients with respect to x(l); over tokens, but for the error of quadrature, they add to the objective's rise from the baseline. */
public final class IntegratedGradients implements AttributionMethod {

    private final Objective objective;
    private final MethodInfo info;

    public IntegratedGradients(Objective objective) {
        this.objective = objective;
        info = MethodInfo.attribution(
                        "integrated_gradients" + objective.suffix(), "Integrated gradients" + objective.title())
                .paper("Sundararajan et al. 2017")
                .family("integrated_gradients")
                .description("A token's part in how %s rises when the layer's input goes from a baseline to what it is."
                        .formatted(objective.phrase()))
                .needs(Need.PATH)
                .build();
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public List<Attribution> score(AttributionContext context) {
        return IntegratedGradientsPasses.of(context, objective);
    }
}
