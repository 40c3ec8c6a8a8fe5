package dev.mixlab.verify;

import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of method variants in a reference set: a map has its method's name, a rollout the method's name and "_rollout". */
final class EvaluationNames {

    /** Methods whose rollout in the reference adds the identity. */
    private static final Set<String> WITH_RESIDUAL = Set.of("attn", "attn_norm");

    /** Names that do not follow from the method's name. */
    private static final Map<MethodVariant, String> OTHER_NAMES = Map.of(
            new MethodVariant("value_zeroing_cosine", Aggregation.ROLLOUT), "value_zeroing_rollout",
            new MethodVariant("globenc", Aggregation.ROLLOUT_RAW), "globenc_rollout",
            new MethodVariant("globenc", Aggregation.ROLLOUT), "globenc_rollout_rownorm");

    private EvaluationNames() {}

    /** Returns the variants of these methods that a reference set may have, by name. */
    static Map<String, MethodVariant> variants(List<MethodInfo> methods) {
        Map<String, MethodVariant> variants = new LinkedHashMap<>();
        for (MethodInfo method : methods) {
            for (MethodVariant variant : MethodVariant.of(method)) {
                name(variant).ifPresent(name -> variants.put(name, variant));
            }
        }
        return variants;
    }

    private static Optional<String> name(MethodVariant variant) {
        String method = variant.method();
        if (variant.aggregation() == Aggregation.NONE) {
            return Optional.of(method);
        }
        Aggregation rollout = WITH_RESIDUAL.contains(method) ? Aggregation.ROLLOUT_RESIDUAL : Aggregation.ROLLOUT;
        String fromMethod = variant.aggregation() == rollout ? method + "_rollout" : null;
        return Optional.ofNullable(OTHER_NAMES.getOrDefault(variant, fromMethod));
    }
}
