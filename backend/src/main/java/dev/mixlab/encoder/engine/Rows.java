package dev.mixlab.encoder.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Gathers rows of the hidden states of a batch. */
public final class Rows {

    private Rows() {}

    /**
     * Gathers the hidden states of some tokens of each sequence.
     *
     * @param states hidden states [B, T, H]
     * @param tokens indices of the tokens [B, R]
     * @return the rows [B, R, H]
     */
    public static NDArray gather(NDArray states, NDArray tokens) {
        Shape shape = tokens.getShape();
        long hidden = states.getShape().get(2);
        NDArray index = tokens.expandDims(2).broadcast(new Shape(shape.get(0), shape.get(1), hidden));
        return states.gather(index, 1);
    }
}
