package dev.mixlab.mixing.jacobian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;

/**
 * The derivative of what follows attention in a layer, from y to the output, for one sequence; it acts on each token by
 * itself.
 *
 * @param first of layer norm 1, T rows
 * @param slope derivative of the activation at the inner units [T, F]
 * @param second of layer norm 2, T rows
 * @param weights of the layer
 */
record BlockTangents(NormTangents first, NDArray slope, NormTangents second, LayerWeights weights) {

    static BlockTangents of(LayerTrace trace, LayerWeights weights, Activation activation) {
        return new BlockTangents(
                NormTangents.of(trace.y().squeeze(0), weights.attentionNorm()),
                activation.derivative(trace.preActivation().squeeze(0)),
                NormTangents.of(trace.u().squeeze(0), weights.outputNorm()),
                weights);
    }

    /** Computes the tangent of one token: T is 1. */
    BlockTangents token(int token) {
        NDIndex row = new NDIndex("{}:{}", token, token + 1);
        return new BlockTangents(first.row(row), slope.get(row), second.row(row), weights);
    }

    /** Changes of y [.., T, H] to changes of the layer's output. */
    NDArray through(NDArray change) {
        NDArray z = first.through(change);
        NDArray inner = linear(z, weights.intermediate().weight()).muli(slope);
        return second.through(linear(inner, weights.output().weight()).addi(z));
    }

    private static NDArray linear(NDArray rows, NDArray matrix) {
        return Linear.linear(rows, matrix).singletonOrThrow();
    }
}
