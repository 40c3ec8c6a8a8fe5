package dev.mixlab.mixing.gradient;

import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Integrated gradients (Sundararajan et al. 2017, equation 1) with respect to the inputs of all layers.
 *
 * @param attributions of each objective, one per sequence
 */
record IntegratedGradientsPasses(Map<Objective, List<Attribution>> attributions) {

    /** Returns the attributions of a batch, which are computed once for all methods. */
    static List<Attribution> of(AttributionContext context, Objective objective) {
        Map<Objective, List<Attribution>> all =
                context.memo().get(IntegratedGradientsPasses.class, () -> compute(context)).attributions;
        return Objects.requireNonNull(all.get(objective));
    }

    private static IntegratedGradientsPasses compute(AttributionContext context) {
        List<Map<Objective, Attribution>> sequences = new ArrayList<>();
        context.examples()
                .forEach(example -> sequences.add(new IntegratedGradientsPass(context, example).attributions()));
        return new IntegratedGradientsPasses(Objective.each(objective -> sequences.stream()
                .map(sequence -> Objects.requireNonNull(sequence.get(objective)))
                .toList()));
    }
}
