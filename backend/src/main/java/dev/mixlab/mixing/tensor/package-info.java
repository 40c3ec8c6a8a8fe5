/**
 * Tensor helpers shared by several method families: cutting padded maps, planning blocks that fit the memory budget,
 * reading rows of native arrays, running the layers above a given one.
 */
@NullMarked
package dev.mixlab.mixing.tensor;

import org.jspecify.annotations.NullMarked;
