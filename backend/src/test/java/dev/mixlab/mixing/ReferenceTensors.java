package dev.mixlab.mixing;

import static dev.mixlab.mixing.method.Aggregation.ROLLOUT;
import static dev.mixlab.mixing.method.Aggregation.ROLLOUT_RAW;
import static dev.mixlab.mixing.method.Aggregation.ROLLOUT_RESIDUAL;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MixingMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** What the reference calls the maps of a method. */
public final class ReferenceTensors {

    /** Methods that the reference does not have; tests of their own look after them. */
    public static final Set<String> WITHOUT = Set.of(
            "value_zeroing_euclidean_normalised",
            "value_zeroing_l1",
            "value_zeroing_l1_normalised",
            "contribution_weights",
            "random");

    /**
     * One tensor.
     *
     * @param method id of the method
     * @param name name of the tensor
     * @param values what of the method's map it holds
     */
    public record Tensor(String method, String name, Function<MixingMap, float[]> values) {}

    private static final List<Tensor> ALL = List.of(
            new Tensor("value_zeroing_cosine", "value_zeroing_cosine", MixingMap::values),
            new Tensor("value_zeroing_cosine", "value_zeroing_cosine_raw", ReferenceTensors::raw),
            new Tensor("value_zeroing_cosine", "value_zeroing_rollout", by(ROLLOUT)),
            new Tensor("value_zeroing_euclidean", "value_zeroing_euclidean", MixingMap::values),
            new Tensor("value_zeroing_euclidean", "value_zeroing_euclidean_raw", ReferenceTensors::raw),
            new Tensor("value_zeroing_euclidean", "value_zeroing_euclidean_rollout", by(ROLLOUT)),
            new Tensor("attn", "attn", MixingMap::values),
            new Tensor("attn", "attn_rollout", by(ROLLOUT_RESIDUAL)),
            new Tensor("attention_flow", "attention_flow", MixingMap::values),
            new Tensor("attn_norm", "attn_norm", ReferenceTensors::raw),
            new Tensor("attn_norm", "attn_norm_rollout", by(ROLLOUT_RESIDUAL)),
            new Tensor("attn_norm_res", "attn_norm_res", ReferenceTensors::raw),
            new Tensor("attn_norm_res", "attn_norm_res_rollout", by(ROLLOUT)),
            new Tensor("attn_norm_res_ln", "attn_norm_res_ln", ReferenceTensors::raw),
            new Tensor("attn_norm_res_ln", "attn_norm_res_ln_rollout", by(ROLLOUT)),
            new Tensor("globenc", "globenc", ReferenceTensors::raw),
            new Tensor("globenc", "globenc_rollout", by(ROLLOUT_RAW)),
            new Tensor("globenc", "globenc_rollout_rownorm", by(ROLLOUT)),
            new Tensor("alti", "alti", MixingMap::values),
            new Tensor("alti", "alti_rollout", by(ROLLOUT)),
            new Tensor("alti_paper", "alti_paper", MixingMap::values),
            new Tensor("alti_paper", "alti_paper_rollout", by(ROLLOUT)),
            new Tensor("decompx_norm", "decompx_norm", ReferenceTensors::raw),
            new Tensor("hidden_token_attribution", "hidden_token_attribution", ReferenceTensors::raw),
            new Tensor("hidden_token_attribution_global", "hidden_token_attribution_global", ReferenceTensors::raw));

    private ReferenceTensors() {}

    public static List<Tensor> of(String method) {
        return ALL.stream().filter(tensor -> tensor.method().equals(method)).toList();
    }

    private static float[] raw(MixingMap map) {
        return Objects.requireNonNull(map.raw());
    }

    private static Function<MixingMap, float[]> by(Aggregation aggregation) {
        return map -> aggregation.apply(map).values();
    }
}
