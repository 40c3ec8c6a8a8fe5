package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Rows;
import java.util.List;

/**
 * All activations of one layer over a batch of B sequences of T tokens. R rows are computed, which are all T tokens or some of them.
 * Names are those of the formulas: y = x + b_O + sum of f, z = LN1(y), u = FFN(z) + z, out = LN2(u).
 *
 * @param x input of the layer [B, T, H]
 * @param attention attention weights [B, heads, R, T]; exactly 0 where the key is padding
 * @param values value vectors, bias included [B, heads, T, d]
 * @param y input of layer norm 1 [B, R, H]
 * @param z output of layer norm 1 [B, R, H]
 * @param preActivation inner units of the feed-forward block before their activation [B, R, F]
 * @param u input of layer norm 2 [B, R, H]
 * @param out output of the layer [B, R, H]
 */
public record LayerTrace(
        NDArray x,
        NDArray attention,
        NDArray values,
        NDArray y,
        NDArray z,
        NDArray preActivation,
        NDArray u,
        NDArray out) {

    /** Computes W_h v_jh, the value vectors multiplied by the output matrix of attention [B, T, heads, H]. */
    public NDArray headContributions(LayerWeights weights) {
        return ArrayScope.returning(() -> {
            long heads = values.getShape().get(1);
            long size = values.getShape().get(3);
            NDArray output = weights.attentionOutput().weight().get(values.getManager(), new NDIndex(":"));
            NDArray outputOfHead = output.reshape(-1, heads, size).transpose(1, 2, 0);
            return values.matMul(outputOfHead).transpose(0, 2, 1, 3);
        });
    }

    /** Returns the trace with one row per sequence, that of the tokens [B, 1] (INT64); arrays without rows are shared. */
    public LayerTrace only(NDArray tokens) {
        Shape attending = attention.getShape();
        NDArray rows = tokens.reshape(-1, 1, 1, 1)
                .broadcast(new Shape(attending.get(0), attending.get(1), 1, attending.get(3)));
        return new LayerTrace(
                x,
                attention.gather(rows, 2),
                values,
                Rows.gather(y, tokens),
                Rows.gather(z, tokens),
                Rows.gather(preActivation, tokens),
                Rows.gather(u, tokens),
                Rows.gather(out, tokens));
    }

    /** Closes the arrays that this trace owns, except for the output. */
    public void closeAllButOutput() {
        owned().stream().filter(array -> array != out).forEach(NDArray::close);
    }

    /** Returns the arrays that this trace owns; its input belongs to the layer before. */
    public List<NDArray> owned() {
        return List.of(attention, values, y, z, preActivation, u, out);
    }
}
