package dev.mixlab.mixing.norms;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfoBuilder;
import java.util.function.DoubleSupplier;

/** The L2 norms of the vectors that tokens contribute to one another, followed through some parts of the layer. */
public final class AttentionNorm implements ContributionMethod {

    /** The part of the layer through which a vector is followed before its norm is computed. */
    public enum Extent {
        /** Attention alone: f_ij (Kobayashi et al. 2020). */
        ATTENTION,
        /** Attention with the residual connection: r_ij (Kobayashi et al. 2021). */
        RESIDUAL,
        /** Also the first layer norm: t_ij = centre(r_ij) / sqrt(var(y_i) + eps) * gain1 (Kobayashi et al. 2021). */
        FIRST_LAYER_NORM,
        /**
         * Also the second layer norm: centre(t_ij) / sqrt(var(u_i) + eps) * gain2, the feed-forward block only through
         * var(u_i) (GlobEnc: Modarressi et al. 2022, N_enc). The rollout of its paper multiplies the raw maps.
         */
        BOTH_LAYER_NORMS
    }

    private final Extent extent;
    private final MethodInfo info;

    /** Creates the method that follows vectors as far as that. */
    public AttentionNorm(Extent extent) {
        this.extent = extent;
        info = describe(extent).rowwise(true).build();
    }

    private static MethodInfoBuilder describe(Extent extent) {
        return switch (extent) {
            case ATTENTION ->
                MethodInfo.contextMixing("attn_norm", "Attention norm")
                        .family("attention_norm")
                        .paper("Kobayashi et al. 2020")
                        .description("How long the vector is that a token gives to another through attention.")
                        .aggregations(Aggregation.NONE, Aggregation.ROLLOUT_RESIDUAL, Aggregation.LAST_LAYER);
            case RESIDUAL ->
                MethodInfo.contextMixing("attn_norm_res", "Attention norm + residual")
                        .family("attention_norm")
                        .paper("Kobayashi et al. 2021")
                        .description(
                                "How long the vector is that a token gives to another through attention, and to itself also by what it keeps.");
            case FIRST_LAYER_NORM ->
                MethodInfo.contextMixing("attn_norm_res_ln", "Attention norm + residual + layer norm")
                        .family("attention_norm")
                        .paper("Kobayashi et al. 2021")
                        .description(
                                "How long the vector is that a token gives to another through attention, residual connection and layer norm.");
            case BOTH_LAYER_NORMS ->
                MethodInfo.contextMixing("globenc", "GlobEnc")
                        .paper("Modarressi et al. 2022")
                        .description(
                                "How long the vector is that a token gives to another through attention, residual connections and both layer norms.")
                        .aggregations(
                                Aggregation.NONE, Aggregation.ROLLOUT_RAW, Aggregation.ROLLOUT, Aggregation.LAST_LAYER);
        };
    }

    @Override
    public MethodInfo info() {
        return info;
    }

    @Override
    public boolean withResidual() {
        return extent != Extent.ATTENTION;
    }

    @Override
    public DoubleSupplier measure(TargetNorms row, TokenContribution vector) {
        return switch (extent) {
            case ATTENTION, RESIDUAL -> vector::norm;
            case FIRST_LAYER_NORM -> {
                double scale = row.firstScale();
                yield () -> vector.gainedNorm() * scale;
            }
            case BOTH_LAYER_NORMS -> {
                double scale = row.firstScale() * row.secondScale();
                yield () -> vector.seenNorm() * scale;
            }
        };
    }
}
