package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.layer.AttentionTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.propagation.RelevancePropagation.Rules;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass of one layer by a rule set. With S the attention scores, A their soft-max and V the values, the layer computes
 * y = x + W_O (A V) + b_O, z = LN1(y), u = z + FFN(z), out = LN2(u).
 */
final class LayerBackward {

    private static final double TEMPERATURE = 2;
    private static final int[] KEYS = {-1};

    private final LayerActivations activations;
    private final AttentionTrace trace;
    private final LayerWeights weights;
    private final Rules rules;
    private final @Nullable NDArray places;
    private final NDArray slopes;
    private final NDArray softmax;

    /**
     * Creates the pass.
     *
     * @param places 1 at the token of each row and 0 elsewhere [B, T, R]; null if the rows are those of all tokens
     */
    LayerBackward(LayerActivations activations, Rules rules, @Nullable NDArray places) {
        this.activations = activations;
        this.places = places;
        this.trace = activations.trace();
        this.weights = activations.weights();
        this.rules = rules;
        slopes = Slopes.of(activations.config().activation(), trace.preActivation(), rules);
        softmax = rules == Rules.GIM ? activations.attention(TEMPERATURE) : trace.attention();
    }

    /** Maps the gradient at rows of the layer's output [B, R, H] to that at its input [B, T, H]. */
    NDArray gradient(NDArray above) {
        return attention(
                activations.first().gradient(feedForward(activations.second().gradient(above))));
    }

    /** Maps the gradient at u to that at z. */
    private NDArray feedForward(NDArray above) {
        NDArray inner = above.matMul(weights.output().weight()).mul(slopes);
        return inner.matMul(weights.intermediate().weight()).add(above);
    }

    /** Maps the gradient at y [B, R, H] to that at x [B, T, H]. */
    private NDArray attention(NDArray above) {
        NDArray vectors =
                activations.byHead(above.matMul(weights.attentionOutput().weight()));
        NDArray values = trace.attention().transpose(0, 1, 3, 2).matMul(vectors);
        if (rules == Rules.CP_LRP) {
            return atTokens(above).add(through(values, weights.value().weight()));
        }
        NDArray scores = scores(vectors);
        NDArray queries =
                scores.matMul(trace.keys()).div(Math.sqrt(activations.config().headSize()));
        NDArray keys = scores.transpose(0, 1, 3, 2).matMul(trace.queries());
        return atTokens(above.add(through(queries, weights.query().weight())))
                .add(through(values.div(2), weights.value().weight()))
                .add(through(keys, weights.key().weight()));
    }

    /**
     * Computes the gradient at the attention scores [B, heads, R, T], divided by 4.
     *
     * @param vectors gradient at the heads' outputs [B, heads, R, d]
     */
    private NDArray scores(NDArray vectors) {
        NDArray weighted = vectors.matMul(trace.values().transpose(0, 1, 3, 2));
        NDArray mean = weighted.mul(softmax).sum(KEYS, true);
        return weighted.sub(mean).mul(softmax).div(4);
    }

    /** Puts rows [B, R, H] at their tokens [B, T, H]. */
    private NDArray atTokens(NDArray rows) {
        return places == null ? rows : places.matMul(rows);
    }

    private NDArray through(NDArray vectors, NDArray matrix) {
        return activations.joined(vectors).matMul(matrix);
    }
}
