package dev.mixlab.evaluation;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import java.util.List;

/**
 * A method with one of its aggregations, the unit that evaluations compare.
 *
 * @param method id of the method
 * @param aggregation how the maps of all layers are combined
 */
public record MethodVariant(String method, Aggregation aggregation) {

    /** Returns every variant that a method supports, without aggregation first. */
    public static List<MethodVariant> of(MethodInfo method) {
        return method.aggregations().stream()
                .map(aggregation -> new MethodVariant(method.id(), aggregation))
                .toList();
    }

    /** Returns the variants for which the stored rows of every map suffice. */
    public static List<MethodVariant> of(MethodInfo method, Rows rows) {
        return rows == Rows.ALL ? of(method) : ofRows(method);
    }

    /** Returns the variants that need only the target's row of every map. */
    public static List<MethodVariant> ofRows(MethodInfo method) {
        return of(method).stream()
                .filter(variant -> !variant.aggregation().needsWholeMaps())
                .toList();
    }

    /** Returns its number of layers, given that of the model. */
    public int layers(int modelLayers) {
        return aggregation == Aggregation.LAST_LAYER ? 1 : modelLayers;
    }
}
