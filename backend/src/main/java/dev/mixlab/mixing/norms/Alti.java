package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Layer-wise token-to-token interactions as the published code computes them (Ferrando et al. 2022): layer norm's eps has
 * no effect, and 1e-6 is added to each component of a difference, as PyTorch's pairwise distance does.
 */
public final class Alti implements ContributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "alti",
            "ALTI",
            Kind.CONTEXT_MIXING,
            "Ferrando et al. 2022",
            "How near the vector that a token gives comes to the whole of another's new representation after attention.",
            Set.of(Need.TRACE),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT, Aggregation.LAST_LAYER));

    private static final AltiDistance DISTANCE = new AltiDistance(0, 1e-6);

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public DoubleSupplier measure(TargetNorms row, TokenContribution vector) {
        return DISTANCE.of(row, vector);
    }
}
