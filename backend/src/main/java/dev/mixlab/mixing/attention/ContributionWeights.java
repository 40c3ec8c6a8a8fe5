package dev.mixlab.mixing.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.MethodInfo.Range;
import dev.mixlab.mixing.tensor.PaddedMaps;
import java.util.List;

/**
 * The share that the vector f_ij has in the direction of the attention's output o_i = sum over j of f_ij, without output bias and
 * residual: (f_ij . o_i) / (o_i . o_i). Rows add up to 1; shares of vectors that point against the output are negative. Name and idea
 * are those of Cunningham and Muca Cirone (2026, arXiv 2606.07604); the normalisation is a definition of this program, since no published
 * code was at hand to compare with.
 *
 * <p>No vector f_ij is formed: f_ij . o_i is the sum over heads of a_ijh v_jh . (W_h^T o_i).
 */
public final class ContributionWeights implements ContextMixingMethod {

    private static final MethodInfo INFO = MethodInfo.contextMixing("contribution_weights", "Contribution weights")
            .paper("Cunningham and Muca Cirone 2026; normalisation by this program")
            .description(
                    "How much of what a token receives through attention comes from another, along the direction of the whole; negative where it points the other way.")
            .range(Range.ANY)
            .signed(true)
            .normalisesRows(false)
            .rowwise(true)
            .singleHeads(true)
            .aggregations(Aggregation.NONE, Aggregation.LAST_LAYER)
            .build();

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        double[] padded = ArrayScope.value(() -> weights(layer).toDoubleArray());
        return PaddedMaps.cut(padded, layer.batch());
    }

    /**
     * {@inheritDoc} A head's output takes the place of that of all: a_ijh (v_jh . o_ih) / (o_ih . o_ih), o_ih = sum over j of a_ijh v_jh. A
     * head without output, as one that was pruned, has shares of 0.
     */
    @Override
    public List<double[]> scoreHeads(LayerContext layer) {
        return HeadArrays.of(layer, () -> {
            LayerTrace trace = layer.trace();
            NDArray attention = trace.attention().toType(DataType.FLOAT64, false);
            NDArray values = trace.values().toType(DataType.FLOAT64, false);
            NDArray outputs = attention.matMul(values);
            return outputs.matMul(values.transpose(0, 1, 3, 2))
                    .mul(attention)
                    .div(outputs.square().sum(new int[] {-1}, true).maximum(Double.MIN_NORMAL));
        });
    }

    /** Computes the map of the batch [B, R, T], in double precision. */
    private static NDArray weights(LayerContext layer) {
        LayerTrace trace = layer.trace();
        NDArray matrix = layer.weights().attentionOutput().weight();
        NDArray attention = trace.attention().toType(DataType.FLOAT64, false);
        NDArray values = trace.values().toType(DataType.FLOAT64, false);
        NDArray heads = attention.matMul(values);
        long batch = heads.getShape().get(0);
        long rows = heads.getShape().get(2);
        NDArray output = matrix.toType(DataType.FLOAT64, true);
        NDArray whole = heads.transpose(0, 2, 1, 3).reshape(batch, rows, -1).matMul(output.transpose());
        NDArray back = whole.matMul(output)
                .reshape(batch, rows, heads.getShape().get(1), -1)
                .transpose(0, 2, 1, 3);
        NDArray products =
                back.matMul(values.transpose(0, 1, 3, 2)).mul(attention).sum(new int[] {1});
        return products.div(whole.square().sum(new int[] {-1}, true));
    }
}
