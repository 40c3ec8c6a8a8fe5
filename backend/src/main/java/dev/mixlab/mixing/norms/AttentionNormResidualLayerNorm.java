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
 * The L2 norm of t_ij = centre(r_ij) / sqrt(var(y_i) + eps) * gain1, attention with the residual connection and layer
 * norm (Kobayashi et al. 2021).
 */
public final class AttentionNormResidualLayerNorm implements ContributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "attn_norm_res_ln",
            "Attention norm + residual + layer norm",
            Kind.CONTEXT_MIXING,
            "Kobayashi et al. 2021",
            "How long the vector is that a token gives to another through attention, residual connection and layer norm.",
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
        double scale = row.firstScale();
        return () -> vector.gainedNorm() * scale;
    }
}
