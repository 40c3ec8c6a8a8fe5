package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.layer.LayerTrace;
import java.util.ArrayList;
import java.util.List;

/** Slices one sequence without padding out of a batch; in all resulting arrays, B is 1 and T is the length of the sequence. */
public final class SequenceSlice {

    private SequenceSlice() {}

    /** Slices the states [1, T, H] of a sequence out of those of the batch. */
    public static NDArray states(NDArray states, TokenBatch batch, int b) {
        return states.get(new NDIndex("{}:{}, :{}", b, b + 1, batch.lengths()[b]));
    }

    /** Runs all layers from the embedding output x(0) [1, T, H]. */
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

    /** Slices a sequence out of the trace of a layer with all rows of the batch. */
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

    /** Returns the trace with the row of one token only. */
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
