/** Sentences in which the cue has the other number, for interventions that swap what two sentences have in the same place. */
@NullMarked
package dev.mixlab.data.counterfactual;

import org.jspecify.annotations.NullMarked;
