package dev.mixlab.training;

import dev.mixlab.weights.tensor.Tensor;
import java.util.List;

/**
 * The state from which a training can be resumed in another process with the same figures. Order and dropout of a step depend only on
 * the seed and the number of the step, so that no other random state is needed.
 *
 * @param epoch number of epochs done
 * @param step number of steps done
 * @param seed seed of the training
 * @param weights all weights of the model under their Hugging Face names
 * @param moments AdamW's moments of every parameter
 */
public record TrainingState(int epoch, int step, long seed, List<Tensor> weights, List<Tensor> moments) {

    public TrainingState {
        weights = List.copyOf(weights);
        moments = List.copyOf(moments);
    }
}
