package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.layer.LayerTrace;
import java.util.List;

/**
 * All activations of all layers over a batch.
 *
 * @param batch the sequences
 * @param layers one trace per layer; the output of each is the input of the next
 */
public record Trace(TokenBatch batch, List<LayerTrace> layers) {

    public Trace {
        layers = List.copyOf(layers);
    }

    /** Returns x(l) [B, T, H] for l from 0, the embedding output, to L, the output of the last layer. */
    public NDArray hidden(int l) {
        return l < layers.size() ? layers.get(l).x() : layers.get(l - 1).out();
    }
}
