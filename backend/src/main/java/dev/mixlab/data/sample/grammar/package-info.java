/**
 * The phrases and sentences of the sample grammar, drawn at random with a seed.
 */
@NullMarked
package dev.mixlab.data.sample.grammar;

import org.jspecify.annotations.NullMarked;
