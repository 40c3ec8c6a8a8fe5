package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Norms of attention-weighted vectors: the L2 norm of f_ij (Kobayashi et al. 2020). */
public final class AttentionNorm implements ContributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "attn_norm",
            "Attention norm",
            Kind.CONTEXT_MIXING,
            "Kobayashi et al. 2020",
            "How long the vector is that a token gives to another through attention.",
            Set.of(Need.TRACE),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT_RESIDUAL, Aggregation.LAST_LAYER));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public boolean withResidual() {
        return false;
    }

    @Override
    public DoubleSupplier measure(TargetNorms row, TokenContribution vector) {
        return vector::norm;
    }
}
