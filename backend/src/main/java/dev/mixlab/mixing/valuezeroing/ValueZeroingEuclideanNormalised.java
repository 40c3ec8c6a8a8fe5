package dev.mixlab.mixing.valuezeroing;

import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Value Zeroing with the Euclidean distance between outputs divided by their norms, which is the root of twice the cosine
 * distance.
 */
public final class ValueZeroingEuclideanNormalised implements ContextMixingMethod {

    private static final MethodInfo INFO = new MethodInfo(
            "value_zeroing_euclidean_normalised",
            "Value Zeroing (Euclidean, unit length)",
            Kind.CONTEXT_MIXING,
            "Mohebbi et al. 2023, with another distance",
            "How far the direction of a token's new representation moves (Euclidean distance of vectors of length 1) when another token's value vector is zeroed.",
            Set.of(Need.TRACE),
            Range.SHARE,
            false,
            List.of(Aggregation.NONE, Aggregation.ROLLOUT, Aggregation.LAST_LAYER));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public boolean normalisesRows() {
        return true;
    }

    @Override
    public boolean rowwise() {
        return true;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        return ZeroedValues.of(layer).cosine().stream()
                .map(ValueZeroingEuclideanNormalised::chords)
                .toList();
    }

    private static double[] chords(double[] cosine) {
        return Arrays.stream(cosine).map(distance -> Math.sqrt(2 * distance)).toArray();
    }
}
