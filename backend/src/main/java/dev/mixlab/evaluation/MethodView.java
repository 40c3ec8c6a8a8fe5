package dev.mixlab.evaluation;

import dev.mixlab.mixing.Aggregation;
import dev.mixlab.mixing.MethodInfo;
import java.util.List;

/**
 * A method's scores as they are evaluated.
 *
 * @param method id of the method
 * @param aggregation what was done to the maps of all layers
 */
public record MethodView(String method, Aggregation aggregation) {

    /** Every view that makes sense for a method, the plain layers first. */
    public static List<MethodView> of(MethodInfo method) {
        return method.aggregations().stream()
                .map(aggregation -> new MethodView(method.id(), aggregation))
                .toList();
    }

    /** Those that can be formed where only the target's row of every map is stored. */
    public static List<MethodView> ofRows(MethodInfo method) {
        return of(method).stream()
                .filter(view -> !view.aggregation().needsWholeMaps())
                .toList();
    }

    /** How many layers it has, of a model of so many. */
    public int layers(int ofModel) {
        return aggregation == Aggregation.LAST_LAYER ? 1 : ofModel;
    }
}
