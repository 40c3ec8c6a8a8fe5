/**
 * Score runs and their evaluations, as they are stored and read.
 */
@NullMarked
package dev.mixlab.run.score;

import org.jspecify.annotations.NullMarked;
