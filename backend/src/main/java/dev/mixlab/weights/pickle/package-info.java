/**
 * Reading PyTorch's pickled weight files with an allow-list: nothing in them is executed.
 */
@NullMarked
package dev.mixlab.weights.pickle;

import org.jspecify.annotations.NullMarked;
