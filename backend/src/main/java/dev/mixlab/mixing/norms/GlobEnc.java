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
 * The L2 norm of centre(t_ij) / sqrt(var(u_i) + eps) * gain2, where t_ij is the vector of {@link
 * AttentionNormResidualLayerNorm}: both norms of the layer, the feed-forward block only through var(u_i) (Modarressi et
 * al. 2022, N_enc). The rollout of its paper multiplies the raw maps.
 */
public final class GlobEnc implements ContributionMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "globenc",
            "GlobEnc",
            Kind.CONTEXT_MIXING,
            "Modarressi et al. 2022",
            "How long the vector is that a token gives to another through attention, residual connections and both layer norms.",
            Set.of(Need.TRACE),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT_RAW, Aggregation.ROLLOUT, Aggregation.LAST_LAYER));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public DoubleSupplier measure(TargetNorms row, TokenContribution vector) {
        double scale = row.firstScale() * row.secondScale();
        return () -> vector.seenNorm() * scale;
    }
}
