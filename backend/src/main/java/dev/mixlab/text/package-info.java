/**
 * Encoding of sentences for a model, with the mapping from the model's tokens back to the words of the sentence.
 */
@NullMarked
package dev.mixlab.text;

import org.jspecify.annotations.NullMarked;
