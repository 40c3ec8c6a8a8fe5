package dev.mixlab.verify;

import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MixingMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The reference tensors of one attribution method: its scores, and the difference between their sum and the sum they should have. */
final class AttributionTensors {

    private AttributionTensors() {}

    /** Tells whether the scores are an attribution rather than a map. */
    static boolean areOf(MixingMap map) {
        return ScoringMethods.of(map.method()).info().kind() == Kind.ATTRIBUTION;
    }

    static Map<String, double[]> of(MixingMap attribution) {
        Map<String, double[]> tensors = new LinkedHashMap<>();
        tensors.put(attribution.method(), doubles(attribution.values()));
        if (attribution.deltas() != null) {
            tensors.put(attribution.method() + "_delta", doubles(attribution.deltas()));
        }
        return tensors;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
