package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.layer.LayerTrace;
import java.util.ArrayList;
import java.util.List;

/** One sequence of a batch by itself, without padding; B is 1 and T its own length in all arrays made here. */
public final class SequenceSlice {

    private SequenceSlice() {}

    /** Its states [1, T, H] of those of the batch. */
    public static NDArray states(NDArray states, TokenBatch batch, int b) {
        return states.get(new NDIndex("{}:{}, :{}", b, b + 1, batch.lengths()[b]));
    }

    /** All layers from the embedding output x(0) [1, T, H]. */
    public static List<LayerTrace> layers(MaskedLanguageModel model, NDArray embedded) {
        List<LayerTrace> layers = new ArrayList<>();
        NDArray x = embedded;
        for (int l = 0; l < model.config().layers(); l++) {
            LayerTrace trace = model.layer(l, x, null);
            layers.add(trace);
            x = trace.out();
        }
        return layers;
    }

    /** Its part of a layer that formed all rows of the batch. */
    public static LayerTrace of(LayerTrace trace, TokenBatch batch, int b) {
        int length = batch.lengths()[b];
        return new LayerTrace(
                states(trace.x(), batch, b),
                trace.attention().get(new NDIndex("{}:{}, :, :{}, :{}", b, b + 1, length, length)),
                trace.values().get(new NDIndex("{}:{}, :, :{}", b, b + 1, length)),
                states(trace.y(), batch, b),
                states(trace.z(), batch, b),
                states(trace.preActivation(), batch, b),
                states(trace.u(), batch, b),
                states(trace.out(), batch, b));
    }

    /** The layer as if it had formed the row of one token alone. */
    static LayerTrace row(LayerTrace trace, int token) {
        NDIndex row = new NDIndex(":, {}:{}", token, token + 1);
        return new LayerTrace(
                trace.x(),
                trace.attention().get(new NDIndex(":, :, {}:{}", token, token + 1)),
                trace.values(),
                trace.y().get(row),
                trace.z().get(row),
                trace.preActivation().get(row),
                trace.u().get(row),
                trace.out().get(row));
    }
}
