/**
 * Generates the phrases and sentences of the sample grammar at random from a seed.
 */
@NullMarked
package dev.mixlab.data.sample.grammar;

import org.jspecify.annotations.NullMarked;
