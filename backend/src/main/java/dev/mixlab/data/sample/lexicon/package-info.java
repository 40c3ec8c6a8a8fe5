/**
 * The words of the sample grammar and how they inflect.
 */
@NullMarked
package dev.mixlab.data.sample.lexicon;

import org.jspecify.annotations.NullMarked;
