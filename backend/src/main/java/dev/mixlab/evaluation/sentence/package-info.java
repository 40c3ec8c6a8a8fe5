/**
 * What evaluations have alike that go through the maps of a score run sentence by sentence: the sampled sentences
 * in chunks, and the values of every method variant.
 */
@NullMarked
package dev.mixlab.evaluation.sentence;

import org.jspecify.annotations.NullMarked;
