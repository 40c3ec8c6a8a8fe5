/**
 * Hidden token attribution (Brunner et al. 2020): norms of the Jacobians of a layer's output with respect to its own
 * input or to the input of the encoder.
 */
@NullMarked
package dev.mixlab.mixing.jacobian;

import org.jspecify.annotations.NullMarked;
