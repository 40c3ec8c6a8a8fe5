/** What a run tells while it is executed: the points of its curves, and the lines of its log. */
@NullMarked
package dev.mixlab.run.metrics;

import org.jspecify.annotations.NullMarked;
