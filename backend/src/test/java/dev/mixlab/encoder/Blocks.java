package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;

/** Runs a model's block as DJL's training loop does. */
final class Blocks {

    private Blocks() {}

    static NDArray forward(MaskedLanguageModel model, NDList inputs) {
        try (NDManager manager = NDManager.newBaseManager()) {
            ParameterStore store = new ParameterStore(manager, false);
            return model.encoder().forward(store, inputs, false).singletonOrThrow();
        }
    }
}
