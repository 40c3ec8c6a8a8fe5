/**
 * Attribution by relevance propagation: a backward pass through the remaining layers whose rules differ from those of the gradient. A
 * rule set is one constant of {@link dev.mixlab.mixing.propagation.RelevancePropagation.Rules}; the layer's and the head's backward
 * passes are written out here, because the engine records true gradients only.
 */
@NullMarked
package dev.mixlab.mixing.propagation;

import org.jspecify.annotations.NullMarked;
