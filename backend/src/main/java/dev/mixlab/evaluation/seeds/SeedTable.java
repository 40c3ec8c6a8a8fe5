package dev.mixlab.evaluation.seeds;

import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.SentenceGroups;
import dev.mixlab.evaluation.SentenceGroups.Group;
import dev.mixlab.evaluation.statistics.Bootstrap;
import dev.mixlab.evaluation.statistics.Interval;
import dev.mixlab.evaluation.statistics.JointMeans;
import dev.mixlab.evaluation.statistics.RunDraws;
import dev.mixlab.evaluation.statistics.WinRates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A measure of several methods, the mean over layers, over runs that form combinations of settings: means of every combination over its
 * seeds and sentences together, and how often every method is better than every other over all runs and paradigms. Resamples of the
 * sentences of a paradigm are those of all runs that have as many of them.
 */
public final class SeedTable {

    /** A table is made with so many resamples at least. */
    private static final int FEWEST = 200;

    /** Most columns of a run and a method, counted once for each resample, that are resampled while somebody waits. */
    private static final long MOST_COLUMNS = 2_000_000;

    private final EvaluatingSettings settings;
    private final int[] combinations;
    private final List<JointMeans> means;
    private final WinRates wins;
    private final Map<String, Bootstrap> sentences = new HashMap<>();

    /**
     * A table without any run.
     *
     * @param combinations for each run the number of its combination, from 0
     * @param methods number of methods
     * @param higherIsBetter whether the greater of two means is better
     * @param settings number of resamples and seed
     */
    public SeedTable(int[] combinations, int methods, boolean higherIsBetter, EvaluatingSettings settings) {
        this.settings = settings;
        this.combinations = combinations.clone();
        RunDraws runs = new RunDraws(combinations, settings.resamples(), settings.seed());
        this.means = IntStream.rangeClosed(0, IntStream.of(combinations).max().orElse(-1))
                .mapToObj(combination -> new JointMeans(runs, methods))
                .toList();
        this.wins = new WinRates(runs, methods, higherIsBetter);
    }

    /**
     * Adds a run.
     *
     * @param run its number
     * @param columns values of every method
     * @param groups its groups of sentences: that of all, and those of the paradigms; others are passed over
     */
    public void add(int run, List<MeasureValues> columns, List<Group> groups) {
        List<double[]> values = columns.stream().map(MeasureValues::overLayers).toList();
        for (Group group : groups) {
            boolean all = SentenceGroups.ALL.equals(group.name());
            if (all || !SentenceGroups.isReserved(group.name())) {
                int[] sample = EstimateTable.sample(columns, group);
                List<double[]> sampled = of(values, sample);
                if (all) {
                    means.get(combinations[run]).add(run, sampled, bootstrap(group, sample));
                } else {
                    wins.add(run, sampled, bootstrap(group, sample));
                }
            }
        }
    }

    private static List<double[]> of(List<double[]> values, int[] sample) {
        return values.stream().map(column -> EstimateTable.of(column, sample)).toList();
    }

    private Bootstrap bootstrap(Group group, int[] sample) {
        return sentences.computeIfAbsent(
                group.name() + " " + sample.length, key -> EstimateTable.bootstrap(sample.length, group, settings));
    }

    /** Returns the means of every method by combination. */
    public List<List<Interval>> means() {
        return means.stream().map(JointMeans::intervals).toList();
    }

    /** Returns the rates of all pairs of methods. */
    public List<WinRates.Rate> wins() {
        return wins.rates();
    }

    /** Returns settings with fewer resamples where there is so much to be resampled that somebody would wait for long. */
    public static EvaluatingSettings bounded(EvaluatingSettings wanted, int runs, int methods) {
        long columns = Math.multiplyFull(runs, methods);
        long most = Math.max(FEWEST, MOST_COLUMNS / Math.max(1, columns));
        return wanted.withResamples((int) Math.min(wanted.resamples(), most));
    }
}
