/**
 * Agreement with interventions: whether the tokens that a method scores high in a layer are those whose removal in that layer changes the
 * answer.
 */
@NullMarked
package dev.mixlab.evaluation.causal;

import org.jspecify.annotations.NullMarked;
