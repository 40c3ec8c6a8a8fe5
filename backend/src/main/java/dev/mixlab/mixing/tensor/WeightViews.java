package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/** Views of a model's weights in the manager of a batch, so that no array computed from them stays in the model's manager. */
public final class WeightViews {

    private static final NDIndex WHOLE = new NDIndex(":");

    private WeightViews() {}

    /** Returns a view of the array in the manager. */
    public static NDArray of(NDManager manager, NDArray weight) {
        return weight.get(manager, WHOLE);
    }

    /** Returns a view [heads, d, H] of a matrix [heads * d, H] in the manager. */
    public static NDArray perHead(NDManager manager, NDArray weight, long heads) {
        return of(manager, weight).reshape(heads, -1, weight.getShape().get(1));
    }
}
