/**
 * Value Zeroing (Mohebbi et al. 2023): how far each token's output moves when the value vector of one token is zeroed,
 * in closed form and for five distances.
 */
@NullMarked
package dev.mixlab.mixing.valuezeroing;

import org.jspecify.annotations.NullMarked;
