package dev.mixlab.encoder.family;

/**
 * Names of the masked-LM head's weights in a checkpoint.
 *
 * @param dense the affine map before the activation, without {@code .weight} or {@code .bias}
 * @param norm the layer norm after it
 * @param bias the bias of the output, one per token of the vocabulary
 * @param decoder the output matrix, which a file may repeat where it is tied to the word embeddings
 */
public record HeadNames(String dense, String norm, String bias, String decoder) {}
