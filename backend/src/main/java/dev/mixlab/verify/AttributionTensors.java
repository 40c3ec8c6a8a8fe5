package dev.mixlab.verify;

import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoredExample;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.mixing.method.Objective;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The reference tensors of one attribution method: its scores, and the difference between their sum and the sum they should have, or,
 * for a method that promises no sum, the objective.
 */
final class AttributionTensors {

    private AttributionTensors() {}

    /** Tells whether the scores are an attribution rather than a map. */
    static boolean areOf(MixingMap map) {
        return ScoringMethods.of(map.method()).info().kind() == Kind.ATTRIBUTION;
    }

    static Map<String, double[]> of(MixingMap attribution, ScoredExample scored) {
        Map<String, double[]> tensors = new LinkedHashMap<>();
        tensors.put(attribution.method(), doubles(attribution.values()));
        if (attribution.deltas() != null) {
            tensors.put(attribution.method() + "_delta", doubles(attribution.deltas()));
        }
        if (attribution.method().contains("lrp")) {
            tensors.put(attribution.method() + "_residual", residuals(attribution, scored));
        }
        return tensors;
    }

    private static double[] residuals(MixingMap attribution, ScoredExample scored) {
        Objective objective =
                attribution.method().endsWith(Objective.DIFFERENCE.suffix()) ? Objective.DIFFERENCE : Objective.GOOD;
        double whole = objective.of(scored.logitGood(), scored.logitBad());
        return IntStream.range(0, attribution.layers())
                .mapToDouble(layer -> IntStream.range(0, attribution.tokens())
                                .mapToDouble(token -> attribution.at(layer, 0, token))
                                .sum()
                        - whole)
                .toArray();
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
