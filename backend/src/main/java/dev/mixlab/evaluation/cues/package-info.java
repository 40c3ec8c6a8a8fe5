/**
 * Cue alignment: how much of a target's context lies on the words that decide the answer. Metrics are functions of one sufficient
 * statistic, the ranking of the tokens with the cues in it.
 */
@NullMarked
package dev.mixlab.evaluation.cues;

import org.jspecify.annotations.NullMarked;
