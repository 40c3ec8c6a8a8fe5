package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.tensor.BlockPlan.Slice;
import dev.mixlab.mixing.tensor.PaddedMaps;
import java.util.List;

/** Collects distances of one layer slice by slice, from outputs u and their changes d. */
final class ZeroingDistances {

    private static final int[] COMPONENTS = {-1};

    private final TokenBatch batch;
    private final int rows;
    private final boolean sums;
    private final boolean normalisedSums;
    private final List<double[]> cosine;
    private final List<double[]> euclidean;
    private final List<double[]> manhattan;
    private final List<double[]> manhattanNormalised;

    ZeroingDistances(LayerContext layer) {
        batch = layer.batch();
        rows = layer.rows();
        sums = asks(layer, ValueZeroingL1.class);
        normalisedSums = asks(layer, ValueZeroingL1Normalised.class);
        cosine = PaddedMaps.zeros(batch, rows);
        euclidean = PaddedMaps.zeros(batch, rows);
        manhattan = PaddedMaps.zeros(batch, rows);
        manhattanNormalised = PaddedMaps.zeros(batch, rows);
    }

    private static boolean asks(LayerContext layer, Class<? extends ContextMixingMethod> method) {
        ModelContext model = layer.modelContext();
        return model.methods(ContextMixingMethod.class).isEmpty()
                || !model.methods(method).isEmpty();
    }

    ZeroedValues result() {
        return new ZeroedValues(cosine, euclidean, manhattan, manhattanNormalised);
    }

    /** A slice's changes [n, zeroed, R, H], of which nothing is left, and outputs [n, 1, R, H], in double precision. */
    void put(Slice slice, NDArray change, NDArray out) {
        NDArray uu = out.square().sum(COMPONENTS);
        NDArray dd = change.square().sum(COMPONENTS);
        if (sums) {
            PaddedMaps.put(batch, slice, manhattan, change.abs().sum(COMPONENTS).toDoubleArray());
        }
        if (normalisedSums) {
            NDArray ud = change.mul(out).sum(COMPONENTS);
            PaddedMaps.put(batch, slice, manhattanNormalised, normalised(change, out, new Products(uu, dd, ud)));
        }
        double[] outputs = uu.toDoubleArray();
        double[] squares = dd.toDoubleArray();
        double[] products = change.muli(out).sum(COMPONENTS).toDoubleArray();
        double[] angles = new double[squares.length];
        double[] lengths = new double[squares.length];
        for (int i = 0; i < squares.length; i++) {
            int sequence = i / (rows * slice.giving());
            angles[i] = cosineDistance(outputs[sequence * rows + i % rows], squares[i], products[i]);
            lengths[i] = Math.sqrt(squares[i]);
        }
        PaddedMaps.put(batch, slice, cosine, angles);
        PaddedMaps.put(batch, slice, euclidean, lengths);
    }

    /**
     * Products of outputs u and changes d.
     *
     * @param uu |u|^2 [n, 1, R]
     * @param dd |d|^2 [n, zeroed, R]
     * @param ud u.d [n, zeroed, R]
     */
    private record Products(NDArray uu, NDArray dd, NDArray ud) {}

    /**
     * The L1 norm of v/|v| - u/|u| with v = u + d. That is (d + k u) / |v| with k = 1 - |v|/|u| = (|u|^2 - |v|^2) / (|u|
     * (|u| + |v|)), in which nothing cancels for small d.
     */
    private static double[] normalised(NDArray change, NDArray out, Products products) {
        NDArray growth = products.ud().mul(2).addi(products.dd());
        NDArray before = products.uu().sqrt();
        NDArray after = growth.add(products.uu()).maximum(0).sqrt();
        NDArray factor = growth.neg().divi(after.add(before).muli(before));
        NDArray difference = out.mul(factor.expandDims(3)).addi(change);
        return difference.abs().sum(COMPONENTS).divi(after).toDoubleArray();
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
