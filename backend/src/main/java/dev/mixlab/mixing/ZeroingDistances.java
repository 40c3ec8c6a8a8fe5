package dev.mixlab.mixing;

import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.ValueZeroing.Slice;
import java.util.ArrayList;
import java.util.List;

/** Collects distances of one layer slice by slice, from what the changes d of outputs u have in common with them. */
final class ZeroingDistances {

    private final TokenBatch batch;
    private final int tokens;
    private final int rows;
    private final double[] squaredOutputs;
    private final List<double[]> cosine = new ArrayList<>();
    private final List<double[]> euclidean = new ArrayList<>();

    ZeroingDistances(TokenBatch batch, int rows) {
        this.batch = batch;
        this.rows = rows;
        tokens = batch.tokens();
        squaredOutputs = new double[batch.size() * rows];
        for (int length : batch.lengths()) {
            int formed = rows == tokens ? length : rows;
            cosine.add(new double[formed * length]);
            euclidean.add(new double[formed * length]);
        }
    }

    ZeroedValues result() {
        return new ZeroedValues(cosine, euclidean);
    }

    /** The squared norms |u|^2 of some sequences' outputs [n, 1, R]. */
    void outputs(int from, double[] squares) {
        System.arraycopy(squares, 0, squaredOutputs, from * rows, squares.length);
    }

    /** A slice's |d|^2 and u.d, both [n, zeroed, R]. */
    void put(Slice slice, double[] squares, double[] products) {
        int at = 0;
        for (int b = slice.from(); b < slice.end(); b++) {
            int length = batch.lengths()[b];
            for (int j = slice.first(); j < slice.last(); j++) {
                for (int i = 0; i < rows; i++, at++) {
                    if (i < length && j < length) {
                        double norm = squaredOutputs[b * rows + i];
                        euclidean.get(b)[i * length + j] = Math.sqrt(squares[at]);
                        cosine.get(b)[i * length + j] = cosineDistance(norm, squares[at], products[at]);
                    }
                }
            }
        }
    }

    /**
     * 1 - cos(u, u + d) from |u|^2, |d|^2 and u.d. With v = u + d, 1 - cos = (|u||v| - u.v) / |u||v|, and the numerator
     * times |u||v| + u.v is |u|^2|d|^2 - (u.d)^2, in which nothing cancels for small d.
     */
    static double cosineDistance(double uu, double dd, double ud) {
        double uv = uu + ud;
        double norms = Math.sqrt(uu) * Math.sqrt(Math.max(0, uu + 2 * ud + dd));
        if (norms == 0) {
            return dd == 0 ? 0 : 1;
        }
        double distance = uv < 0 ? 1 - uv / norms : Math.max(0, uu * dd - ud * ud) / (norms * (norms + uv));
        return Math.min(2, distance);
    }
}
