package dev.mixlab.evaluation.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often every quantity is better than every other. What is counted is settings: a run with a set of sentences, such as those of one
 * paradigm, in which one mean is better than the other or, counted half, equal to it. Intervals are over resamples of runs and of the
 * sentences of every setting (Sellam et al. 2022). Settings are added one after the other.
 */
public final class WinRates {

    private final RunDraws runs;
    private final int direction;
    private final List<Pair> pairs;

    /**
     * The rate of one quantity over another.
     *
     * @param first index of the one
     * @param second index of the other, which is greater
     * @param rate share of the settings in which the first is better, from 0 to 1, with its 95 % interval; NaN without settings
     * @param settings number of settings in which both are defined
     */
    public record Rate(int first, int second, Interval rate, int settings) {}

    /** The wins of the first of two quantities, altogether and in every resample. */
    private static final class Pair {

        private final int first;
        private final int second;
        private final double[] wins;
        private final int[] counts;
        private double won;
        private int settings;

        Pair(int first, int second, int resamples) {
            this.first = first;
            this.second = second;
            this.wins = new double[resamples];
            this.counts = new int[resamples];
        }
    }

    /**
     * Rates without any setting.
     *
     * @param runs the resamples of the runs
     * @param quantities number of quantities
     * @param higherIsBetter whether the greater of two means wins
     */
    public WinRates(RunDraws runs, int quantities, boolean higherIsBetter) {
        this.runs = runs;
        this.direction = higherIsBetter ? 1 : -1;
        this.pairs = new ArrayList<>();
        for (int first = 0; first < quantities; first++) {
            for (int second = first + 1; second < quantities; second++) {
                pairs.add(new Pair(first, second, runs.resamples()));
            }
        }
    }

    /**
     * Adds a setting.
     *
     * @param run number of its run among those that are drawn
     * @param columns the quantities, each with one value per sentence, NaN where undefined
     * @param sentences the resamples of the sentences, as many as of the runs
     */
    public void add(int run, List<double[]> columns, Bootstrap sentences) {
        double[][] means = sentences.means(columns);
        double[] values = columns.stream().mapToDouble(Bootstrap::mean).toArray();
        for (Pair pair : pairs) {
            double won = win(values[pair.first], values[pair.second]);
            if (!Double.isNaN(won)) {
                pair.won += won;
                pair.settings++;
                add(pair, run, means);
            }
        }
    }

    private void add(Pair pair, int run, double[][] means) {
        for (int resample = 0; resample < runs.resamples(); resample++) {
            int times = runs.times(resample, run);
            double won = times == 0 ? Double.NaN : win(means[pair.first][resample], means[pair.second][resample]);
            if (!Double.isNaN(won)) {
                pair.wins[resample] += times * won;
                pair.counts[resample] += times;
            }
        }
    }

    /** Returns 1 where the one is better, a half where both are equal, 0 where the other is better, NaN where one is undefined. */
    private double win(double one, double other) {
        double difference = direction * (one - other);
        return Double.isNaN(difference) ? difference : (1 + Math.signum(difference)) / 2;
    }

    /** Returns the rates of all pairs, in the order 0 and 1, 0 and 2, .., 1 and 2, ... */
    public List<Rate> rates() {
        return pairs.stream()
                .map(pair -> new Rate(pair.first, pair.second, interval(pair), pair.settings))
                .toList();
    }

    private static Interval interval(Pair pair) {
        double[] resampled = IntStream.range(0, pair.wins.length)
                .filter(resample -> pair.counts[resample] > 0)
                .mapToDouble(resample -> pair.wins[resample] / pair.counts[resample])
                .toArray();
        return Bootstrap.interval(pair.won / pair.settings, resampled);
    }
}
