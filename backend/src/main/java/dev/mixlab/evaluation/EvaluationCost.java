package dev.mixlab.evaluation;

/**
 * The estimated cost of an evaluation.
 *
 * @param operations number of floating-point operations of matrix products
 * @param overhead seconds of all else on two cores: Java, the database, calls of the engine
 * @param bytes number of bytes to be stored
 */
public record EvaluationCost(double operations, double overhead, double bytes) {

    /** A mean and the two ends of its interval as JSON, each with about a dozen characters. */
    private static final int BYTES_OF_A_FIGURE = 40;

    /** Seconds to read a map from the database and aggregate it, per value of a measure. */
    private static final double VALUE = 1e-6;

    /** Seconds to sort the mean of one resample into an interval. */
    private static final double SORTED = 4e-8;

    /** Seconds to add one value to the mean of one resample. */
    private static final double ADDED = 3e-10;

    /** Every sentence is in four groups: all, one by its answer, one by its paradigm, one by its distance. */
    private static final int GROUPS_OF_A_SENTENCE = 4;

    /** All, right, wrong, five paradigms and four classes of distance. */
    private static final int GROUPS = 12;

    /** Estimates the cost of reading all maps, computing measures per layer and variant, and estimating them over every group. */
    public static EvaluationCost ofMeasures(EvaluationWork work, int measures) {
        double columns = (double) measures * work.columns();
        double resampled = columns * work.settings().resamples();
        double seconds = resampled * (GROUPS * SORTED + GROUPS_OF_A_SENTENCE * ADDED * work.examples())
                + VALUE * work.examples() * columns;
        return new EvaluationCost(
                0, seconds, columns * (Float.BYTES * (double) work.examples() + GROUPS * BYTES_OF_A_FIGURE));
    }

    /** Adds further operations, seconds and bytes. */
    public EvaluationCost plus(double moreOperations, double moreOverhead, double moreBytes) {
        return new EvaluationCost(operations + moreOperations, overhead + moreOverhead, bytes + moreBytes);
    }
}
