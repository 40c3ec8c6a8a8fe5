package dev.mixlab.mixing.propagation;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.family.Activation;
import dev.mixlab.mixing.propagation.RelevancePropagation.Rules;

/** What stands for an activation's derivative in a backward pass. */
final class Slopes {

    /** Added to the divisor, as in the published code of AttnLRP. */
    private static final double EPS = 1e-10;

    private Slopes() {}

    /** Computes the slope at every element: the derivative, or the function divided by its input. */
    static NDArray of(Activation activation, NDArray input, Rules rules) {
        return rules == Rules.GIM
                ? activation.derivative(input)
                : activation.apply(input).div(input.add(EPS));
    }
}
