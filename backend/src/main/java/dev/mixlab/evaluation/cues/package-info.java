/**
 * Cue alignment: how much of a target's row lies on the cue words. All metrics are functions of the ranking of the tokens.
 */
@NullMarked
package dev.mixlab.evaluation.cues;

import org.jspecify.annotations.NullMarked;
