package dev.mixlab.encoder.layer;

import ai.djl.ndarray.NDArray;

/**
 * The weights of the masked-LM head as arrays, all of them outside any gradient. E is the size of the embeddings.
 *
 * @param dense the affine map before the activation [E, H]
 * @param norm the layer norm after it, size E
 * @param decoder one row per token of the vocabulary [V, E]
 * @param bias bias of the logits [V]
 */
public record HeadWeights(AffineWeights dense, NormWeights norm, NDArray decoder, NDArray bias) {}
