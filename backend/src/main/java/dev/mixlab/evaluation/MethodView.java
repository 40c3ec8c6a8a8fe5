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
}
