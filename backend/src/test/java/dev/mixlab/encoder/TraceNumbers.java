package dev.mixlab.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

/** Activations of a trace as numbers that can be compared with stored tensors. */
final class TraceNumbers {

    private TraceNumbers() {}

    /** Returns x(0) to x(L) of a sequence without its padding [L + 1, T, H]. */
    static float[] hiddenStates(Trace trace, int member, int length) {
        NDList states = new NDList();
        for (int l = 0; l <= trace.layers().size(); l++) {
            states.add(trace.hidden(l).get(new NDIndex("{}, :{}", member, length)));
        }
        return NDArrays.stack(states).toType(DataType.FLOAT32, false).toFloatArray();
    }

    /** Returns the attention weights of the first sequence [L, heads, T, T]. */
    static float[] attentions(Trace trace) {
        NDList layers = new NDList();
        trace.layers().forEach(layer -> layers.add(layer.attention().get(0)));
        return NDArrays.stack(layers).toType(DataType.FLOAT32, false).toFloatArray();
    }

    /** Returns the logits over the vocabulary at one token of a sequence [V]. */
    static float[] logits(MaskedLanguageModel model, Trace trace, int member, int target) {
        NDArray hidden = trace.hidden(trace.layers().size()).get(member, target).expandDims(0);
        return model.logits(hidden).toType(DataType.FLOAT32, false).toFloatArray();
    }
}
