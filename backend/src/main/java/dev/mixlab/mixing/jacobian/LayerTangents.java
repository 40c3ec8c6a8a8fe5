package dev.mixlab.mixing.jacobian;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;

/** The exact derivative of one layer at one sequence, applied to any number of changes of its input together. */
final class LayerTangents {

    private final LayerWeights weights;
    private final HeadStates states;
    private final BlockTangents block;

    LayerTangents(LayerTrace trace, LayerWeights weights, Activation activation) {
        this.weights = weights;
        states = HeadStates.of(trace, weights);
        block = BlockTangents.of(trace, weights, activation);
    }

    /** Changes of the input [n, T, H] to changes of the output. */
    NDArray through(NDArray change) {
        return ArrayScope.returning(() -> block.through(attention(change)));
    }

    private NDArray attention(NDArray change) {
        NDArray queries = byHead(change, weights.query().weight()).divi(Math.sqrt(states.size()));
        NDArray keys = byHead(change, weights.key().weight());
        NDArray values = byHead(change, weights.value().weight());
        NDArray scores = queries.matMul(states.keys().transpose(0, 2, 1))
                .addi(states.queries().matMul(keys.transpose(0, 1, 3, 2)));
        NDArray mean = scores.mul(states.attention()).sum(new int[] {-1}, true);
        NDArray attention = scores.subi(mean).muli(states.attention());
        NDArray context = attention
                .matMul(states.values())
                .addi(states.attention().matMul(values))
                .transpose(0, 2, 1, 3)
                .reshape(change.getShape());
        return linear(context, weights.attentionOutput().weight()).addi(change);
    }

    private NDArray byHead(NDArray change, NDArray matrix) {
        return HeadStates.split(linear(change, matrix), states.heads());
    }

    private static NDArray linear(NDArray rows, NDArray matrix) {
        return Linear.linear(rows, matrix).singletonOrThrow();
    }
}
