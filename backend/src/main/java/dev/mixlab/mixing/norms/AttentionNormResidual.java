package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** The L2 norm of r_ij, attention with the residual connection (Kobayashi et al. 2021). */
public final class AttentionNormResidual implements ContributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "attn_norm_res",
            "Attention norm + residual",
            Kind.CONTEXT_MIXING,
            "Kobayashi et al. 2021",
            "How long the vector is that a token gives to another through attention, and to itself also by what it keeps.",
            Set.of(Need.TRACE),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT, Aggregation.LAST_LAYER));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public DoubleSupplier measure(TargetNorms row, TokenContribution vector) {
        return vector::norm;
    }
}
