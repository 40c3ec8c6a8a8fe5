/**
 * Tensors as they lie in files: their types, shapes and places, and reading them without copying more than needed.
 */
@NullMarked
package dev.mixlab.weights.tensor;

import org.jspecify.annotations.NullMarked;
