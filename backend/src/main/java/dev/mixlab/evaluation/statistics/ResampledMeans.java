package dev.mixlab.evaluation.statistics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.Arrays;
import java.util.List;

/**
 * A few columns laid out so that all draws weigh all of them at once: the product of the matrix of draws with the matrix of values, in double
 * precision. A column's means are the same whichever columns it is computed with, since the matrix always has the same width.
 */
final class ResampledMeans {

    /** Columns that go together. */
    static final int WIDTH = 64;

    /** Numbers of draws that are held as doubles at a time. */
    private static final int LARGEST = 1 << 22;

    private final int columns;
    private final int sentences;
    private final double[] centres;
    /** Deviations from the column's mean, 0 where undefined [sentence, column]. */
    private final double[] values;
    /** 1 where defined [sentence, column]. */
    private final double[] defined;

    private boolean complete = true;

    /** Of columns of one value per sentence each, at most {@link #WIDTH} of them. */
    ResampledMeans(List<double[]> columns, int sentences) {
        this.columns = columns.size();
        this.sentences = sentences;
        centres = new double[this.columns];
        values = new double[sentences * WIDTH];
        defined = new double[values.length];
        for (int c = 0; c < this.columns; c++) {
            put(c, columns.get(c));
        }
    }

    private void put(int c, double[] column) {
        centres[c] = Bootstrap.mean(column);
        for (int i = 0; i < sentences; i++) {
            if (Double.isNaN(column[i])) {
                complete = false;
            } else {
                values[i * WIDTH + c] = column[i] - centres[c];
                defined[i * WIDTH + c] = 1;
            }
        }
    }

    /**
     * Puts the means of some draws, starting with one, into a table [column][draw].
     *
     * @param draws how often each sentence is drawn [draws, sentences]
     */
    void put(NDArray draws, int first, double[][] means) {
        double[] sums = product(draws, values);
        double[] counts = complete ? sums : product(draws, defined);
        for (int row = 0; row < sums.length / WIDTH; row++) {
            for (int c = 0; c < columns; c++) {
                double count = complete ? sentences : counts[row * WIDTH + c];
                means[c][first + row] = centres[c] + sums[row * WIDTH + c] / count;
            }
        }
    }

    private double[] product(NDArray draws, double[] matrix) {
        double[][] product = new double[1][];
        try (NDManager scope = draws.getManager().newSubManager()) {
            ArrayScope.discarding(() -> product[0] = draws.matMul(scope.create(matrix, new Shape(sentences, WIDTH)))
                    .toDoubleArray());
        }
        return product[0];
    }

    /** The means of many columns under all draws [column][draw]; NaN where a draw has no defined value. */
    static double[][] of(List<double[]> columns, short[][] draws, int sentences) {
        double[][] means = new double[columns.size()][draws.length];
        if (sentences == 0) {
            Arrays.stream(means).forEach(column -> Arrays.fill(column, Double.NaN));
            return means;
        }
        int together = Math.max(1, LARGEST / sentences);
        try (NDManager manager = TensorEngine.newManager()) {
            for (int first = 0; first < draws.length; first += together) {
                int end = Math.min(draws.length, first + together);
                try (NDArray some = matrix(manager, draws, first, end)) {
                    for (int from = 0; from < columns.size(); from += WIDTH) {
                        int to = Math.min(columns.size(), from + WIDTH);
                        new ResampledMeans(columns.subList(from, to), sentences)
                                .put(some, first, Arrays.copyOfRange(means, from, to));
                    }
                }
            }
        }
        return means;
    }

    private static NDArray matrix(NDManager manager, short[][] draws, int first, int end) {
        int sentences = draws[first].length;
        double[] flat = new double[(end - first) * sentences];
        for (int row = first; row < end; row++) {
            for (int i = 0; i < sentences; i++) {
                flat[(row - first) * sentences + i] = draws[row][i];
            }
        }
        return manager.create(flat, new Shape(end - first, sentences));
    }
}
