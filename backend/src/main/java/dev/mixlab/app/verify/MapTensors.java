package dev.mixlab.app.verify;

import dev.mixlab.mixing.Aggregation;
import dev.mixlab.mixing.MixingMap;
import dev.mixlab.mixing.ScoringMethods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a reference set that follow from one method's map: the map, its raw scores, and its rollout. */
final class MapTensors {

    /** The one rollout that is not named after its map. */
    private static final Map<String, String> ROLLOUTS = Map.of("value_zeroing_cosine", "value_zeroing_rollout");

    private MapTensors() {}

    static Map<String, double[]> of(MixingMap map) {
        String method = map.method();
        Map<String, double[]> tensors = new LinkedHashMap<>();
        tensors.put(method, doubles(map.values()));
        if (map.raw() != null) {
            tensors.put(method + "_raw", doubles(map.raw()));
        }
        List<Aggregation> aggregations = ScoringMethods.of(method).info().aggregations();
        for (Aggregation rollout : List.of(Aggregation.ROLLOUT, Aggregation.ROLLOUT_RESIDUAL)) {
            if (aggregations.contains(rollout)) {
                String name = ROLLOUTS.getOrDefault(method, method + "_rollout");
                tensors.put(name, doubles(rollout.apply(map).values()));
            }
        }
        return tensors;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
