/**
 * Faithfulness: whether the tokens that a method scores high are those that the prediction depends on, measured by replacing tokens with
 * the mask (blank-out, comprehensiveness, sufficiency).
 */
@NullMarked
package dev.mixlab.evaluation.faithfulness;

import org.jspecify.annotations.NullMarked;
