package dev.mixlab.evaluation.faithfulness;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The probability of the good word as more of the top tokens are removed, and as only the top tokens remain (DeYoung et al. 2020,
 * section 5.2). A removed token is replaced by the mask; the target is never removed.
 *
 * @param probability p(good word) of the sentence as it is
 * @param without p(good word) without the top tokens, for each share of tokens [K]
 * @param only p(good word) with only the top tokens and the target [K]
 */
public record DeletionCurve(double probability, double[] without, double[] only) {

    public DeletionCurve {
        if (without.length != only.length || without.length == 0) {
            throw new InvalidInputException("a curve of %s probabilities without and %s with the top tokens"
                    .formatted(without.length, only.length));
        }
    }

    /**
     * Returns the comprehensiveness: the mean over the shares of the drop without the top tokens, -1 to 1. It is high if the top tokens matter.
     */
    public double comprehensiveness() {
        return probability - Arrays.stream(without).average().orElse(Double.NaN);
    }

    /** Returns the sufficiency: the mean over the shares of the drop with only the top tokens, -1 to 1. It is low if they are enough. */
    public double sufficiency() {
        return probability - Arrays.stream(only).average().orElse(Double.NaN);
    }

    /** Returns the mean of curves over the same shares. */
    public static DeletionCurve mean(List<DeletionCurve> curves) {
        int shares = curves.isEmpty() ? 0 : curves.get(0).without.length;
        return new DeletionCurve(
                curves.stream()
                        .mapToDouble(DeletionCurve::probability)
                        .average()
                        .orElse(Double.NaN),
                mean(curves.stream().map(DeletionCurve::without).toList(), shares),
                mean(curves.stream().map(DeletionCurve::only).toList(), shares));
    }

    private static double[] mean(List<double[]> series, int shares) {
        return IntStream.range(0, shares)
                .mapToDouble(k -> series.stream()
                        .mapToDouble(values -> values[k])
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }
}
