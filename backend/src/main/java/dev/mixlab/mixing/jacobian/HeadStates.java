package dev.mixlab.mixing.jacobian;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.layer.LayerTrace;
import dev.mixlab.encoder.layer.LayerWeights;

/**
 * What attention works with in one sequence.
 *
 * @param queries divided by the root of d [heads, T, d]
 * @param keys [heads, T, d]
 * @param values [heads, T, d]
 * @param attention [heads, T, T]
 */
record HeadStates(NDArray queries, NDArray keys, NDArray values, NDArray attention) {

    static HeadStates of(LayerTrace trace, LayerWeights weights) {
        NDArray values = trace.values().squeeze(0);
        long heads = values.getShape().get(0);
        NDArray queries = split(weights.query().apply(trace.x()), heads).squeeze(0);
        NDArray keys = split(weights.key().apply(trace.x()), heads).squeeze(0);
        return new HeadStates(
                queries.div(Math.sqrt((double) values.getShape().get(2))),
                keys,
                values,
                trace.attention().squeeze(0));
    }

    /** States [n, T, H] by head [n, heads, T, d]. */
    static NDArray split(NDArray states, long heads) {
        long size = states.getShape().get(2) / heads;
        return states.reshape(states.getShape().get(0), -1, heads, size).transpose(0, 2, 1, 3);
    }

    long heads() {
        return values.getShape().get(0);
    }

    long tokens() {
        return values.getShape().get(1);
    }

    /** Size of a head, d. */
    int size() {
        return Math.toIntExact(values.getShape().get(2));
    }

    /** Attention times values [heads, T, d]. */
    NDArray context() {
        return attention.matMul(values);
    }
}
