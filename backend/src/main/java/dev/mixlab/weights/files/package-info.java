/**
 * The files that a model consists of, wherever they come from: which are needed, how they are taken from a zip, and what a model card says.
 */
@NullMarked
package dev.mixlab.weights.files;

import org.jspecify.annotations.NullMarked;
