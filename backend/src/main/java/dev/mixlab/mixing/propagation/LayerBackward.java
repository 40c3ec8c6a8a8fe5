package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.propagation.RelevancePropagation.Rules;

/**
 * The backward pass of one layer by a rule set. With S the attention scores, A their soft-max and V the values, the layer computes
 * y = x + W_O (A V) + b_O, z = LN1(y), u = z + FFN(z), out = LN2(u).
 */
final class LayerBackward {

    private static final double TEMPERATURE = 2;
    private static final int[] KEYS = {-1};

    private final LayerActivations activations;
    private final LayerTrace trace;
    private final LayerWeights weights;
    private final Rules rules;
    private final NDArray slopes;
    private final NDArray softmax;

    LayerBackward(LayerActivations activations, Rules rules) {
        this.activations = activations;
        this.trace = activations.trace();
        this.weights = activations.weights();
        this.rules = rules;
        slopes = Slopes.of(activations.config().activation(), trace.preActivation(), rules);
        softmax = rules == Rules.GIM ? activations.attention(TEMPERATURE) : trace.attention();
    }

    /** Maps the gradient at the layer's output [B, T, H] to that at its input [B, T, H]. */
    NDArray gradient(NDArray above) {
        return attention(
                activations.first().gradient(feedForward(activations.second().gradient(above))));
    }

    /** Maps the gradient at u to that at z. */
    private NDArray feedForward(NDArray above) {
        NDArray inner = above.matMul(weights.output().weight()).mul(slopes);
        return inner.matMul(weights.intermediate().weight()).add(above);
    }

    /** Maps the gradient at y to that at x. */
    private NDArray attention(NDArray above) {
        NDArray vectors =
                activations.byHead(above.matMul(weights.attentionOutput().weight()));
        NDArray values = trace.attention().transpose(0, 1, 3, 2).matMul(vectors);
        boolean constant = rules == Rules.CP_LRP;
        NDArray below = above.add(
                through(constant ? values : values.div(2), weights.value().weight()));
        return constant ? below : below.add(scores(vectors));
    }

    /**
     * Computes the part of the gradient at x that passes through queries and keys.
     *
     * @param vectors gradient at the heads' outputs [B, heads, T, d]
     */
    private NDArray scores(NDArray vectors) {
        NDArray weighted = vectors.matMul(trace.values().transpose(0, 1, 3, 2));
        NDArray mean = weighted.mul(softmax).sum(KEYS, true);
        NDArray scores = weighted.sub(mean).mul(softmax).div(4);
        NDArray queries = scores.matMul(activations.keys())
                .div(Math.sqrt(activations.config().headSize()));
        NDArray keys = scores.transpose(0, 1, 3, 2).matMul(activations.queries());
        return through(queries, weights.query().weight())
                .add(through(keys, weights.key().weight()));
    }

    private NDArray through(NDArray vectors, NDArray matrix) {
        return activations.joined(vectors).matMul(matrix);
    }
}
