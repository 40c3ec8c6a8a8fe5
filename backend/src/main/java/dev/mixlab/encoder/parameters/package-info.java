/**
 * Sources of the parameters of an encoder: stored tensors, a copy of another model, or random numbers.
 */
@NullMarked
package dev.mixlab.encoder.parameters;

import org.jspecify.annotations.NullMarked;
