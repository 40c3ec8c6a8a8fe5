package dev.mixlab.encoder;

import dev.mixlab.encoder.layer.LayerTrace;

/** Reads the activations of each layer while a batch goes through a model. */
@FunctionalInterface
public interface LayerVisitor {

    /**
     * Reads one layer. The trace is closed when this method returns, except for its output, which lives until the next layer has
     * been visited.
     *
     * @param layer index of the layer, from 0
     * @param trace its input and all its activations
     */
    void visit(int layer, LayerTrace trace);
}
