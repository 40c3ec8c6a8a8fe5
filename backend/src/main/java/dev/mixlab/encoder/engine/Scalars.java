package dev.mixlab.encoder.engine;

import ai.djl.ndarray.NDArray;

/**
 * Products with numbers that a backward pass may go through. DJL puts a Java number into a buffer of the Java heap's keeping and lets
 * it go after the operation, while PyTorch keeps a pointer to it for the backward pass; here the number lies in PyTorch's own memory.
 */
public final class Scalars {

    private Scalars() {}

    /** Every element times a number, in the manager of the input. */
    public static NDArray times(NDArray input, double factor) {
        try (NDArray borrowed = input.getManager().create(factor);
                NDArray owned = borrowed.duplicate()) {
            return input.mul(owned);
        }
    }
}
