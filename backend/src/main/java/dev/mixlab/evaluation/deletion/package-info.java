/**
 * Deletion of ordinary tokens: comprehensiveness and sufficiency with special tokens left in place, and held against the best and the
 * worst order of deletion that there is, so that figures of different models can be compared.
 */
@NullMarked
package dev.mixlab.evaluation.deletion;

import org.jspecify.annotations.NullMarked;
