package dev.mixlab.evaluation.statistics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of columns over sentences under many rows of weights: the product of the matrix of weights with the matrix of columns, in double
 * precision. The sums of a column are the same whichever columns they are computed with, since the matrix always has the same width.
 */
final class WeightedSums {

    /** Number of columns that are multiplied together. */
    private static final int WIDTH = 64;

    /** Number of weights that are held as doubles at a time. */
    private static final int LARGEST = 1 << 22;

    private WeightedSums() {}

    /** A source of weights. */
    interface Weights {

        /** Puts the weights of all sentences in one row into an array, from a place on. */
        void put(int row, double[] flat, int place);
    }

    /**
     * Sums every column under every row of weights.
     *
     * @param columns finite numbers, one per sentence each
     * @param sentences number of sentences, at least 1
     * @return sums [columns][rows]
     */
    static double[][] of(List<double[]> columns, int sentences, int rows, Weights weights) {
        double[][] sums = new double[columns.size()][rows];
        int together = Math.max(1, LARGEST / sentences);
        try (NDManager manager = TensorEngine.newManager()) {
            for (int first = 0; first < rows; first += together) {
                int end = Math.min(rows, first + together);
                try (NDArray some = matrix(manager, sentences, first, end, weights)) {
                    for (int from = 0; from < columns.size(); from += WIDTH) {
                        int to = Math.min(columns.size(), from + WIDTH);
                        put(some, columns.subList(from, to), first, Arrays.copyOfRange(sums, from, to));
                    }
                }
            }
        }
        return sums;
    }

    private static NDArray matrix(NDManager manager, int sentences, int first, int end, Weights weights) {
        double[] flat = new double[(end - first) * sentences];
        for (int row = first; row < end; row++) {
            weights.put(row, flat, (row - first) * sentences);
        }
        return manager.create(flat, new Shape(end - first, sentences));
    }

    private static void put(NDArray weights, List<double[]> columns, int first, double[][] sums) {
        double[] product = product(weights, matrix(columns));
        for (int row = 0; row < product.length / WIDTH; row++) {
            for (int c = 0; c < sums.length; c++) {
                sums[c][first + row] = product[row * WIDTH + c];
            }
        }
    }

    private static double[] matrix(List<double[]> columns) {
        double[] matrix = new double[columns.get(0).length * WIDTH];
        for (int c = 0; c < columns.size(); c++) {
            double[] column = columns.get(c);
            for (int i = 0; i < column.length; i++) {
                matrix[i * WIDTH + c] = column[i];
            }
        }
        return matrix;
    }

    private static double[] product(NDArray weights, double[] matrix) {
        double[][] product = new double[1][];
        try (NDManager scope = weights.getManager().newSubManager()) {
            Shape shape = new Shape(matrix.length / WIDTH, WIDTH);
            ArrayScope.discarding(() ->
                    product[0] = weights.matMul(scope.create(matrix, shape)).toDoubleArray());
        }
        return product[0];
    }
}
