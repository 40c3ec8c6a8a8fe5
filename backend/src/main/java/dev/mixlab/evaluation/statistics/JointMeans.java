package dev.mixlab.evaluation.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Means over runs of means over sentences, with intervals over resamples of both (Sellam et al. 2022). Runs are added one after the other,
 * so that the values of only one need be in memory.
 */
public final class JointMeans {

    private final RunDraws runs;
    private final double[][] sums;
    private final int[][] counts;
    private final double[] values;
    private final int[] defined;

    /**
     * Means without any run.
     *
     * @param runs the resamples of the runs
     * @param quantities number of quantities that are measured in every run
     */
    public JointMeans(RunDraws runs, int quantities) {
        this.runs = runs;
        this.sums = new double[quantities][runs.resamples()];
        this.counts = new int[quantities][runs.resamples()];
        this.values = new double[quantities];
        this.defined = new int[quantities];
    }

    /**
     * Adds a run.
     *
     * @param run its number among those that are drawn
     * @param columns the quantities, each with one value per sentence, NaN where undefined
     * @param sentences the resamples of the sentences, as many as of the runs
     */
    public void add(int run, List<double[]> columns, Bootstrap sentences) {
        double[][] means = sentences.means(columns);
        for (int quantity = 0; quantity < means.length; quantity++) {
            double mean = Bootstrap.mean(columns.get(quantity));
            if (!Double.isNaN(mean)) {
                values[quantity] += mean;
                defined[quantity]++;
            }
            for (int resample = 0; resample < runs.resamples(); resample++) {
                int times = runs.times(resample, run);
                if (times > 0 && !Double.isNaN(means[quantity][resample])) {
                    sums[quantity][resample] += times * means[quantity][resample];
                    counts[quantity][resample] += times;
                }
            }
        }
    }

    /** Returns the mean of every quantity over the runs that have it; NaN where none has. */
    public List<Interval> intervals() {
        return IntStream.range(0, values.length).mapToObj(this::interval).toList();
    }

    private Interval interval(int quantity) {
        double[] resampled = IntStream.range(0, runs.resamples())
                .filter(resample -> counts[quantity][resample] > 0)
                .mapToDouble(resample -> sums[quantity][resample] / counts[quantity][resample])
                .toArray();
        return Bootstrap.interval(values[quantity] / defined[quantity], resampled);
    }
}
