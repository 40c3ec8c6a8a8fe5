/**
 * The parts of an encoder: embeddings, layers and the masked-LM head, with their weights and the activations that a
 * layer leaves behind.
 */
@NullMarked
package dev.mixlab.encoder.layer;

import org.jspecify.annotations.NullMarked;
