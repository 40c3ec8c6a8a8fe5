/**
 * Faithfulness: whether the tokens that a method scores high are those that the prediction depends on, found out by replacing tokens with
 * the mask. The model runs over many altered sentences of one length at a time.
 */
@NullMarked
package dev.mixlab.evaluation.faithfulness;

import org.jspecify.annotations.NullMarked;
