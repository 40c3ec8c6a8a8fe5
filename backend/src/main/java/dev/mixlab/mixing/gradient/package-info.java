/**
 * Attributions from gradients of the target's logit: gradient norm, gradient x input, and integrated gradients
 * (Sundararajan et al. 2017).
 */
@NullMarked
package dev.mixlab.mixing.gradient;

import org.jspecify.annotations.NullMarked;
