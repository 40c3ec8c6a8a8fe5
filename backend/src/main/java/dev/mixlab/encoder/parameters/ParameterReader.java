package dev.mixlab.encoder.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/** Returns the arrays of parameters in one forward pass. */
public interface ParameterReader {

    NDArray array(Parameter parameter);

    /**
     * Creates a reader of a trainer's store, through whose arrays gradients reach the parameters.
     *
     * @param input an array on the device of the forward pass
     * @param training whether the arrays take part in gradients
     */
    static ParameterReader of(ParameterStore store, NDArray input, boolean training) {
        return parameter -> store.getValue(parameter, input.getDevice(), training);
    }
}
