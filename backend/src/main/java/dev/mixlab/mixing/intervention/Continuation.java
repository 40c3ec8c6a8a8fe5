package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a changed layer to the answer: the rest of the layer, and all layers above it, computed anew.
 *
 * @param model the model in double precision
 * @param budget the memory that variants of a sentence may take together
 */
record Continuation(MaskedLanguageModel model, MachineBudget budget) {

    /** Makes variants of a layer: the input of layer norm 1 [n, T, H] of those from {@code first} to before {@code last}. */
    interface Variants {

        NDArray sums(int first, int last);
    }

    /**
     * Returns the answers to variants of a sentence, as many at a time as the memory budget allows.
     *
     * @param layer the layer in which they differ
     * @param count number of variants
     */
    List<Answer> answers(int layer, int count, Variants variants, EncodedExample example) {
        int together = budget.sequences(model.config(), Precision.FLOAT64, example.length());
        List<Answer> answers = new ArrayList<>();
        for (int first = 0; first < count; first += together) {
            int start = first;
            int end = Math.min(count, first + together);
            answers.addAll(ArrayScope.value(
                    () -> Answer.of(model, layer + 1, output(layer, variants.sums(start, end)), example)));
        }
        return answers;
    }

    /** Runs the rest of a layer, from the input of layer norm 1 to its output. */
    NDArray output(int layer, NDArray y) {
        LayerWeights weights = model.weights(layer);
        NDArray z = weights.attentionNorm().apply(y);
        NDArray inner = model.config().activation().apply(weights.intermediate().apply(z));
        return weights.outputNorm().apply(weights.output().apply(inner).add(z));
    }
}
