package dev.mixlab.encoder.engine;

import ai.djl.ndarray.NDArray;

/**
 * Products with scalars for use in a backward pass. DJL puts a Java number into a buffer of the Java heap's keeping and lets
 * it go after the operation, while PyTorch keeps a pointer to it for the backward pass; here the number lies in PyTorch's own memory.
 */
public final class Scalars {

    private Scalars() {}

    /** Multiplies every element by a number; the result belongs to the manager of the input. */
    public static NDArray times(NDArray input, double factor) {
        try (NDArray borrowed = input.getManager().create(factor);
                NDArray owned = borrowed.duplicate()) {
            return input.mul(owned);
        }
    }
}
