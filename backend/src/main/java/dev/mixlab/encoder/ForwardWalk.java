package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.layer.LayerTrace;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass through all layers that holds the activations of a single layer at a time.
 *
 * @param model the model whose layers run
 * @param mask term added to attention scores [B, 1, 1, T]; null without padding
 * @param visitor reads each layer
 * @param release takes each layer's input when the layer has been visited, and closes it unless it is needed later
 */
record ForwardWalk(MaskedLanguageModel model, @Nullable NDArray mask, LayerVisitor visitor, Consumer<NDArray> release) {

    /** Runs the layers from the embedding output x(0) [B, T, H], and returns the last hidden states [B, T, H]. */
    NDArray from(NDArray embedded) {
        NDArray x = embedded;
        for (int layer = 0; layer < model.config().layers(); layer++) {
            LayerTrace trace = model.layer(layer, x, mask);
            visitor.visit(layer, trace);
            trace.closeAllButOutput();
            release.accept(x);
            x = trace.out();
        }
        return x;
    }
}
