package dev.mixlab.encoder.parameters;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/** Gives the array that stands for a parameter in one forward pass. */
public interface ParameterReader {

    NDArray array(Parameter parameter);

    /** The arrays of a trainer's store, through which gradients reach the parameters. */
    static ParameterReader of(ParameterStore store, Device device, boolean training) {
        return parameter -> store.getValue(parameter, device, training);
    }
}
