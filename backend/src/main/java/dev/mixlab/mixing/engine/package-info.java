/**
 * The scoring engine: takes batches of examples through a model once and hands every requested method the activations it
 * needs; groups examples by length, checks the scores and collects them. It knows no method family.
 */
@NullMarked
package dev.mixlab.mixing.engine;

import org.jspecify.annotations.NullMarked;
