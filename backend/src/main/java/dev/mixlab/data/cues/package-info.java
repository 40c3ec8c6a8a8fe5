/**
 * Corrections of the cue words of a data set, one by one or by a rule for a paradigm, and the difference that they make.
 */
@NullMarked
package dev.mixlab.data.cues;

import org.jspecify.annotations.NullMarked;
