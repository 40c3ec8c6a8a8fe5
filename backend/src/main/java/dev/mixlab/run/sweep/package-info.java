/**
 * Sweeps: runs that are launched together and differ in a few settings.
 */
@NullMarked
package dev.mixlab.run.sweep;

import org.jspecify.annotations.NullMarked;
