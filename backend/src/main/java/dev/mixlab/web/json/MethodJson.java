package dev.mixlab.web.json;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.List;

/**
 * The contract's Method; {@link MethodInfo} has its parameters.
 *
 * @param standard whether it is scored if a launch names no methods
 */
public record MethodJson(
        String id,
        String name,
        String paper,
        MethodInfo.Kind kind,
        boolean standard,
        List<MethodInfo.Need> needs,
        List<Aggregation> aggregations,
        boolean containsLayersBelow,
        boolean singleHeads,
        MethodInfo.Range range,
        boolean signed,
        String description) {

    public static MethodJson of(MethodInfo method) {
        return new MethodJson(
                method.id(),
                method.name(),
                method.paper(),
                method.kind(),
                !method.heavy(),
                method.needs().stream().sorted().toList(),
                method.aggregations(),
                method.containsLayersBelow(),
                method.singleHeads(),
                method.range(),
                method.signed(),
                method.description());
    }
}
