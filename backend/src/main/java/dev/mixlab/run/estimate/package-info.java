/** How long the stages of a run take: what was measured of earlier runs, and what is expected of a new one. */
@NullMarked
package dev.mixlab.run.estimate;

import org.jspecify.annotations.NullMarked;
