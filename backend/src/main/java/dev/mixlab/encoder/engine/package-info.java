/**
 * Everything that speaks to the tensor engine itself: scopes of native memory, threads, batches in parallel, precision.
 */
@NullMarked
package dev.mixlab.encoder.engine;

import org.jspecify.annotations.NullMarked;
