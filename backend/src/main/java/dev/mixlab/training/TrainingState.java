package dev.mixlab.training;

import dev.mixlab.weights.tensor.Tensor;
import java.util.List;

/**
 * All that is needed to go on with a training in another process with the same figures. Order and dropout of a step follow from the
 * seed and the number of the step alone, so these two are the whole random state.
 *
 * @param epoch epochs done
 * @param step steps done
 * @param seed the seed that the training began with
 * @param weights every weight of the model, under its Hugging Face name
 * @param moments AdamW's moments of every parameter
 */
public record TrainingState(int epoch, int step, long seed, List<Tensor> weights, List<Tensor> moments) {

    public TrainingState {
        weights = List.copyOf(weights);
        moments = List.copyOf(moments);
    }
}
