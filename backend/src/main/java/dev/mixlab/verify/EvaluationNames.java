package dev.mixlab.verify;

import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a reference set calls the views of the methods: a map by its method, a rollout by its method and "_rollout". */
final class EvaluationNames {

    /** Methods whose rollout in the reference adds the identity. */
    private static final Set<String> WITH_RESIDUAL = Set.of("attn", "attn_norm");

    /** Names that do not follow from the method's. */
    private static final Map<MethodVariant, String> OTHER_NAMES = Map.of(
            new MethodVariant("value_zeroing_cosine", Aggregation.ROLLOUT), "value_zeroing_rollout",
            new MethodVariant("globenc", Aggregation.ROLLOUT_RAW), "globenc_rollout",
            new MethodVariant("globenc", Aggregation.ROLLOUT), "globenc_rollout_rownorm");

    private EvaluationNames() {}

    /** The views of these methods that a reference set may have, by name. */
    static Map<String, MethodVariant> views(List<MethodInfo> methods) {
        Map<String, MethodVariant> views = new LinkedHashMap<>();
        for (MethodInfo method : methods) {
            for (MethodVariant view : MethodVariant.of(method)) {
                name(view).ifPresent(name -> views.put(name, view));
            }
        }
        return views;
    }

    private static Optional<String> name(MethodVariant view) {
        String method = view.method();
        if (view.aggregation() == Aggregation.NONE) {
            return Optional.of(method);
        }
        Aggregation rollout = WITH_RESIDUAL.contains(method) ? Aggregation.ROLLOUT_RESIDUAL : Aggregation.ROLLOUT;
        String fromMethod = view.aggregation() == rollout ? method + "_rollout" : null;
        return Optional.ofNullable(OTHER_NAMES.getOrDefault(view, fromMethod));
    }
}
