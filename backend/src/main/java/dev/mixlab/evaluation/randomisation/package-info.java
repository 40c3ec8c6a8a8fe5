/** Weight randomisation: whether scores depend on what a model has learnt, by comparing them with those of re-initialised weights. */
@NullMarked
package dev.mixlab.evaluation.randomisation;

import org.jspecify.annotations.NullMarked;
