/**
 * The cost estimate of a run: numbers of examples, floating-point operations, bytes and expected seconds of each stage.
 */
@NullMarked
package dev.mixlab.jobs.cost;

import org.jspecify.annotations.NullMarked;
