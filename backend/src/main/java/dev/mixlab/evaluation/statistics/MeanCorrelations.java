package dev.mixlab.evaluation.statistics;

import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * How means over sentences go together over layers, such as the cue alignment of a method with the compression of a probe. Intervals come
 * from a paired bootstrap: one draw of sentences resamples both, and one of measurements all layers.
 */
public final class MeanCorrelations {

    private final Bootstrap bootstrap;
    private final double[] observed;
    /** The statistic in every resample and layer [resamples][layers]. */
    private final double[][] resampled;

    /**
     * @param columns one or more measurements of each layer, with a value per sentence [layers][measurements][sentences]
     * @param statistic what is made of each mean over sentences and measurements, such as a compression of mean bits
     */
    public MeanCorrelations(Bootstrap bootstrap, List<List<double[]>> columns, DoubleUnaryOperator statistic) {
        this.bootstrap = bootstrap;
        observed = columns.stream()
                .mapToDouble(repeats -> statistic.applyAsDouble(Bootstrap.mean(Bootstrap.mean(repeats))))
                .toArray();
        resampled = byResample(bootstrap.repeatedMeans(columns), statistic);
    }

    /**
     * Two series over layers and their correlations.
     *
     * @param means means of the columns [layers]
     * @param others the statistic of the other series [layers]
     */
    public record Result(double[] means, double[] others, Interval spearman, Interval pearson) {}

    /** Computes the correlations with the means of other columns over the same sentences and layers. */
    public Result of(List<double[]> columns) {
        if (columns.size() != observed.length) {
            throw new InvalidInputException(
                    "means of %s layers against those of %s".formatted(columns.size(), observed.length));
        }
        double[] means = columns.stream().mapToDouble(Bootstrap::mean).toArray();
        double[][] draws = byResample(bootstrap.means(columns), DoubleUnaryOperator.identity());
        return new Result(
                means,
                observed.clone(),
                interval(means, draws, Correlations::spearman),
                interval(means, draws, Correlations::pearson));
    }

    private Interval interval(double[] means, double[][] draws, ToDoubleBiFunction<double[], double[]> correlation) {
        double[] defined = IntStream.range(0, draws.length)
                .mapToDouble(draw -> correlation.applyAsDouble(draws[draw], resampled[draw]))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return Bootstrap.interval(correlation.applyAsDouble(means, observed), defined);
    }

    private static double[][] byResample(double[][] means, DoubleUnaryOperator statistic) {
        return IntStream.range(0, means.length == 0 ? 0 : means[0].length)
                .mapToObj(draw -> Arrays.stream(means)
                        .mapToDouble(layer -> statistic.applyAsDouble(layer[draw]))
                        .toArray())
                .toArray(double[][]::new);
    }
}
