package dev.mixlab.evaluation;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.List;

/**
 * A method's scores as they are evaluated.
 *
 * @param method id of the method
 * @param aggregation what was done to the maps of all layers
 */
public record MethodVariant(String method, Aggregation aggregation) {

    /** Every view that makes sense for a method, the plain layers first. */
    public static List<MethodVariant> of(MethodInfo method) {
        return method.aggregations().stream()
                .map(aggregation -> new MethodVariant(method.id(), aggregation))
                .toList();
    }

    /** Those that can be formed where only the target's row of every map is stored. */
    public static List<MethodVariant> ofRows(MethodInfo method) {
        return of(method).stream()
                .filter(view -> !view.aggregation().needsWholeMaps())
                .toList();
    }

    /** How many layers it has, of a model of so many. */
    public int layers(int ofModel) {
        return aggregation == Aggregation.LAST_LAYER ? 1 : ofModel;
    }
}
