package dev.mixlab.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Trace;
import dev.mixlab.encoder.layer.LayerTrace;

/** Activations of one sequence of a traced batch as plain numbers, padding left out. */
record Activations(MaskedLanguageModel model, Trace trace, int member) {

    /** x(0) .. x(L): [L + 1, T, H]. */
    double[] hiddenStates() {
        NDList states = new NDList();
        for (int l = 0; l <= trace.layers().size(); l++) {
            states.add(trace.hidden(l).get(new NDIndex("{}, :{}", member, length())));
        }
        return numbers(NDArrays.stack(states));
    }

    /** Attention weights [L, heads, T, T]. */
    double[] attentions() {
        NDList layers = new NDList();
        for (LayerTrace layer : trace.layers()) {
            layers.add(layer.attention().get(new NDIndex("{}, :, :{}, :{}", member, length(), length())));
        }
        return numbers(NDArrays.stack(layers));
    }

    /** Logits over the vocabulary at one token [V]. */
    double[] logits(int token) {
        return numbers(model.logits(lastHidden().get(new NDIndex("{}:{}", token, token + 1))));
    }

    /** Logits over the vocabulary at every token [T, V]. */
    double[] logits() {
        return numbers(model.logits(lastHidden()));
    }

    private NDArray lastHidden() {
        return trace.hidden(trace.layers().size()).get(new NDIndex("{}, :{}", member, length()));
    }

    private int length() {
        return trace.batch().lengths()[member];
    }

    private static double[] numbers(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }
}
