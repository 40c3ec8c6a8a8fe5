package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/** Weights of a model as arrays of a batch, so that nothing made from them stays in the model's manager. */
public final class WeightViews {

    private static final NDIndex WHOLE = new NDIndex(":");

    private WeightViews() {}

    /** The array as one that belongs to the manager, without a copy. */
    public static NDArray of(NDManager manager, NDArray weight) {
        return weight.get(manager, WHOLE);
    }

    /** A matrix [heads * d, H] as one that belongs to the manager [heads, d, H], without a copy. */
    public static NDArray perHead(NDManager manager, NDArray weight, long heads) {
        return of(manager, weight).reshape(heads, -1, weight.getShape().get(1));
    }
}
