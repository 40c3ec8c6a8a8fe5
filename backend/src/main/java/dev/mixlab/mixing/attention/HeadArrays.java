package dev.mixlab.mixing.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.LayerContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Scores of single heads as one array for each sequence. */
final class HeadArrays {

    private HeadArrays() {}

    /** Computes scores [B, heads, R, T] and divides them among the sequences [heads, R, T], which have one length. */
    static List<double[]> of(LayerContext layer, Supplier<NDArray> scores) {
        double[] all = ArrayScope.value(
                () -> scores.get().toType(DataType.FLOAT64, false).toDoubleArray());
        int each = all.length / layer.batch().size();
        List<double[]> divided = new ArrayList<>();
        for (int from = 0; from < all.length; from += each) {
            divided.add(Arrays.copyOfRange(all, from, from + each));
        }
        return divided;
    }
}
