package dev.mixlab.mixing.valuezeroing;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.tensor.BlockPlan.Block;
import dev.mixlab.mixing.tensor.PaddedMaps;
import dev.mixlab.mixing.valuezeroing.ValueZeroing.Distance;
import java.util.List;

/** Collects the distances of one layer block by block, from outputs u and their changes d. */
final class DistanceCollector {

    private static final int[] COMPONENTS = {-1};

    private final TokenBatch batch;
    private final int rows;
    private final boolean sums;
    private final boolean normalisedSums;
    private final List<double[]> cosine;
    private final List<double[]> euclidean;
    private final List<double[]> manhattan;
    private final List<double[]> manhattanNormalised;

    DistanceCollector(LayerContext layer) {
        batch = layer.batch();
        rows = layer.rows();
        sums = measures(layer, Distance.L1);
        normalisedSums = measures(layer, Distance.L1_NORMALISED);
        cosine = PaddedMaps.zeros(batch, rows);
        euclidean = PaddedMaps.zeros(batch, rows);
        manhattan = PaddedMaps.zeros(batch, rows);
        manhattanNormalised = PaddedMaps.zeros(batch, rows);
    }

    /** Tells whether a method of this pass measures by that distance; a method that is scored alone may measure by any. */
    private static boolean measures(LayerContext layer, Distance distance) {
        ModelContext model = layer.modelContext();
        return model.methods(ContextMixingMethod.class).isEmpty()
                || model.methods(ValueZeroing.class).stream().anyMatch(method -> method.distance() == distance);
    }

    OutputDistances result() {
        return new OutputDistances(cosine, euclidean, manhattan, manhattanNormalised);
    }

    /** A block's changes [n, zeroed, R, H], of which nothing is left, and outputs [n, 1, R, H], in double precision. */
    void put(Block block, NDArray change, NDArray out) {
        NDArray uu = out.square().sum(COMPONENTS);
        NDArray dd = change.square().sum(COMPONENTS);
        if (sums) {
            PaddedMaps.put(batch, block, manhattan, change.abs().sum(COMPONENTS).toDoubleArray());
        }
        if (normalisedSums) {
            NDArray ud = change.mul(out).sum(COMPONENTS);
            PaddedMaps.put(batch, block, manhattanNormalised, normalised(change, out, new Products(uu, dd, ud)));
        }
        double[] outputs = uu.toDoubleArray();
        double[] squares = dd.toDoubleArray();
        double[] products = change.muli(out).sum(COMPONENTS).toDoubleArray();
        double[] angles = new double[squares.length];
        double[] lengths = new double[squares.length];
        for (int i = 0; i < squares.length; i++) {
            int sequence = i / (rows * block.contributors());
            angles[i] = cosineDistance(outputs[sequence * rows + i % rows], squares[i], products[i]);
            lengths[i] = Math.sqrt(squares[i]);
        }
        PaddedMaps.put(batch, block, cosine, angles);
        PaddedMaps.put(batch, block, euclidean, lengths);
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
