package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The activations of one layer up to the inner units of its feed-forward block, over a batch of B sequences of T tokens, for R rows, which
 * are all T tokens or some of them. Names are those of {@link LayerTrace}.
 *
 * @param queries query vectors divided by the root of their size, bias included [B, heads, R, d]
 * @param keys key vectors, bias included [B, heads, T, d]
 * @param values value vectors, bias included [B, heads, T, d]
 * @param attention attention weights [B, heads, R, T]; exactly 0 where the key is padding
 * @param y input of layer norm 1 [B, R, H]
 * @param z output of layer norm 1 [B, R, H]
 * @param preActivation inner units of the feed-forward block before their activation [B, R, F]
 */
public record AttentionTrace(
        NDArray queries, NDArray keys, NDArray values, NDArray attention, NDArray y, NDArray z, NDArray preActivation) {

    /** Returns all of the arrays. */
    public List<NDArray> owned() {
        return List.of(queries, keys, values, attention, y, z, preActivation);
    }
}
