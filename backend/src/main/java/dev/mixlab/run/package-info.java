/**
 * Runs: their specs, states, stages and progress, and the ports through which they are stored and watched. No
 * tensors and no SQL.
 */
@NullMarked
package dev.mixlab.run;

import org.jspecify.annotations.NullMarked;
