package dev.mixlab.evaluation.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * A few columns laid out so that one draw weighs all of them at once: the product of the matrix of draws with the matrix of values.
 */
final class ResampledMeans {

    /** Columns that go together. */
    static final int WIDTH = 32;

    private final int columns;
    private final int sentences;
    private final double[] centres;
    /** Deviations from the column's mean, 0 where undefined [sentence, column]. */
    private final double[] values;
    /** 1 where defined [sentence, column]. */
    private final double[] defined;

    private boolean complete = true;

    /** Of columns of one value per sentence each. */
    ResampledMeans(List<double[]> columns, int sentences) {
        this.columns = columns.size();
        this.sentences = sentences;
        centres = new double[this.columns];
        values = new double[sentences * this.columns];
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
                values[i * columns + c] = column[i] - centres[c];
                defined[i * columns + c] = 1;
            }
        }
    }

    /** The means [column][draw]. */
    double[][] of(short[][] draws) {
        double[][] means = new double[columns][draws.length];
        double[] sums = new double[columns];
        double[] counts = new double[columns];
        for (int draw = 0; draw < draws.length; draw++) {
            weigh(draws[draw], values, sums);
            if (!complete) {
                weigh(draws[draw], defined, counts);
            }
            for (int c = 0; c < columns; c++) {
                means[c][draw] = centres[c] + sums[c] / (complete ? sentences : counts[c]);
            }
        }
        return means;
    }

    private void weigh(short[] draw, double[] matrix, double[] sums) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < sentences; i++) {
            double weight = draw[i];
            int start = i * columns;
            for (int c = 0; c < sums.length; c++) {
                sums[c] += weight * matrix[start + c];
            }
        }
    }
}
