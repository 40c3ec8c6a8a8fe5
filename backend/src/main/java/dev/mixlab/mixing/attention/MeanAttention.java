package dev.mixlab.mixing.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.tensor.PaddedMaps;
import java.util.List;

/**
 * Attention weights of a layer, averaged over heads in double precision.
 *
 * @param maps per sequence [T, T]
 */
record MeanAttention(List<double[]> maps) {

    /** Returns the mean attention of a layer, which is computed once for all methods. */
    static MeanAttention of(LayerContext layer) {
        return layer.memo().get(MeanAttention.class, () -> make(layer));
    }

    private static MeanAttention make(LayerContext layer) {
        double[] means = ArrayScope.value(() -> {
            NDArray attention = layer.trace().attention().toType(DataType.FLOAT64, false);
            return attention.mean(new int[] {1}).toDoubleArray();
        });
        return new MeanAttention(PaddedMaps.cut(means, layer.batch()));
    }
}
