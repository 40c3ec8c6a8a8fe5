package dev.mixlab.evaluation;

/**
 * The estimated cost of an evaluation.
 *
 * @param operations number of floating-point operations
 * @param bytes number of bytes to be stored
 */
public record EvaluationCost(double operations, double bytes) {

    /** A mean and the two ends of its interval as JSON, each with about a dozen characters. */
    private static final int BYTES_OF_A_FIGURE = 40;

    /** Reading a map from the database and aggregating it costs about this much per value of a measure. */
    private static final double OPERATIONS_OF_A_VALUE = 2e4;

    /** Every sentence is in four groups: all, one by its answer, one by its paradigm, one by its distance. */
    private static final int GROUPS_OF_A_SENTENCE = 4;

    /** All, right, wrong, five paradigms and four classes of distance. */
    private static final int GROUPS = 12;

    /** Estimates the cost of reading all maps, computing measures per layer and variant, and estimating them over every group. */
    public static EvaluationCost ofMeasures(EvaluationWork work, int measures) {
        double columns = (double) measures * work.columns();
        double resampled =
                2.0 * GROUPS_OF_A_SENTENCE * work.examples() * work.settings().resamples() * columns;
        return new EvaluationCost(
                resampled + OPERATIONS_OF_A_VALUE * work.examples() * columns,
                columns * (Float.BYTES * (double) work.examples() + GROUPS * BYTES_OF_A_FIGURE));
    }

    /** Adds further operations and bytes. */
    public EvaluationCost plus(double moreOperations, double moreBytes) {
        return new EvaluationCost(operations + moreOperations, bytes + moreBytes);
    }
}
