package dev.mixlab.run.sweep;

import dev.mixlab.run.Run;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.training.FineTuningSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a sweep that differ in the seed alone, and how a figure spreads over those of them that have it.
 *
 * @param modelId id of the model from which they start
 * @param learningRate peak learning rate
 * @param batchSize examples per step
 * @param epochs passes over the train split
 * @param maskedShare share of the train examples with words masked at random
 * @param runs the runs, with their figures
 * @param n number of runs that have the figure
 * @param best the best of the figures; NaN without any
 * @param mean mean; NaN without any
 * @param minimum smallest figure; NaN without any
 * @param maximum largest figure; NaN without any
 * @param deviation standard deviation, with n - 1 in the denominator; NaN for fewer than two
 */
public record SweepCell(
        String modelId,
        double learningRate,
        int batchSize,
        int epochs,
        double maskedShare,
        List<Point> runs,
        int n,
        double best,
        double mean,
        double minimum,
        double maximum,
        double deviation) {

    public SweepCell {
        runs = List.copyOf(runs);
    }

    /**
     * A figure of a run.
     *
     * @param value the figure
     * @param layer layer that has it, from 1; null for a figure of the whole model
     */
    public record Figure(double value, @Nullable Integer layer) {}

    /** A run with its figure, which is null in a run that has none. */
    public record Point(Run run, @Nullable Figure figure) {}

    private record Key(String modelId, double learningRate, int batchSize, int epochs, double maskedShare) {

        static Key of(PipelineSpec spec) {
            FineTuningSettings settings = spec.fineTuning();
            return new Key(
                    spec.modelId(),
                    settings.learningRate(),
                    settings.batchSize(),
                    settings.epochs(),
                    settings.maskedShare());
        }
    }

    /**
     * Returns the cells of a sweep, in the order of its runs.
     *
     * @param figure returns the figure of a run; null if it has none
     * @param higherIsBetter whether the largest figure is the best
     */
    public static List<SweepCell> of(List<Run> runs, Function<Run, @Nullable Figure> figure, boolean higherIsBetter) {
        Map<Key, List<Point>> cells = new LinkedHashMap<>();
        for (Run run : runs) {
            cells.computeIfAbsent(Key.of(run.spec()), key -> new ArrayList<>()).add(new Point(run, figure.apply(run)));
        }
        return cells.entrySet().stream()
                .map(cell -> of(cell.getKey(), cell.getValue(), higherIsBetter))
                .toList();
    }

    private static SweepCell of(Key key, List<Point> points, boolean higherIsBetter) {
        DescriptiveStatistics values = new DescriptiveStatistics();
        for (Point point : points) {
            if (point.figure() != null && Double.isFinite(point.figure().value())) {
                values.addValue(point.figure().value());
            }
        }
        int n = Math.toIntExact(values.getN());
        return new SweepCell(
                key.modelId(),
                key.learningRate(),
                key.batchSize(),
                key.epochs(),
                key.maskedShare(),
                points,
                n,
                higherIsBetter ? values.getMax() : values.getMin(),
                values.getMean(),
                values.getMin(),
                values.getMax(),
                n < 2 ? Double.NaN : values.getStandardDeviation());
    }
}
