/**
 * Words, pieces and spans: how a sentence of words becomes the input ids of a model, and how pieces lead back
 * to words.
 */
@NullMarked
package dev.mixlab.text;

import org.jspecify.annotations.NullMarked;
