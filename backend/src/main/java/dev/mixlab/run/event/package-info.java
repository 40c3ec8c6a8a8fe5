/**
 * Events that report the progress of runs.
 */
@NullMarked
package dev.mixlab.run.event;

import org.jspecify.annotations.NullMarked;
