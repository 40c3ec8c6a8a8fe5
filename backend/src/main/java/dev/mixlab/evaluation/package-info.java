/**
 * Evaluations of context-mixing and attribution scores: what the subpackages have in common. Cue alignment, faithfulness and probing take
 * the target's row of a method's maps and give plain numbers per sentence and layer; statistics make estimates with intervals of them.
 */
@NullMarked
package dev.mixlab.evaluation;

import org.jspecify.annotations.NullMarked;
