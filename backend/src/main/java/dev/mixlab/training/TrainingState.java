package dev.mixlab.training;

import dev.mixlab.weights.tensor.TensorSource;

/**
 * The state from which a training can be resumed in another process with the same figures. Order and dropout of a step depend only on
 * the seed and the number of the step, so that no other random state is needed. Tensors are read one at a time: the state of a training
 * in progress has them until the next step, a stored state until it is closed.
 *
 * @param epoch number of epochs done
 * @param step number of steps done
 * @param seed seed of the training
 * @param weights all weights of the model under their Hugging Face names
 * @param moments AdamW's moments of every parameter
 */
public record TrainingState(int epoch, int step, long seed, TensorSource weights, TensorSource moments) {}
