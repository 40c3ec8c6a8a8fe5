package dev.mixlab.mixing.intervention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.layer.LayerWeights;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
     * A sentence as it is.
     *
     * @param example the sentence
     * @param answer the model's answer to it
     */
    record Whole(EncodedExample example, Answer answer) {}

    /**
     * Returns the answers to variants of a sentence, as many at a time as the memory budget allows. A variant that differs in nothing that
     * reaches the target has the answer to the sentence itself, to the last bit, so that differences of answers are then exactly 0.
     *
     * @param layer the layer in which they differ
     * @param y input of its layer norm 1 in the sentence itself [1, T, H]
     * @param count number of variants
     */
    List<Answer> answers(int layer, NDArray y, int count, Variants variants, Whole whole) {
        EncodedExample example = whole.example();
        int together = budget.sequences(model.config(), Precision.FLOAT64, example.length());
        List<Answer> answers = new ArrayList<>();
        for (int first = 0; first < count; first += together) {
            int start = first;
            int end = Math.min(count, first + together);
            answers.addAll(ArrayScope.value(() -> {
                NDArray sums = variants.sums(start, end);
                boolean[] changed = changed(layer, sums.sub(y), example.target());
                List<Answer> made = Answer.of(model, layer + 1, output(layer, sums), example);
                return IntStream.range(0, made.size())
                        .mapToObj(i -> changed[i] ? made.get(i) : whole.answer())
                        .toList();
            }));
        }
        return answers;
    }

    /** Tells of each variant whether it changes anything [n, T, H]; in the last layer the target's row is all that counts. */
    boolean[] changed(int layer, NDArray changes, int target) {
        NDArray counting = layer == model.config().layers() - 1 ? changes.get(new NDIndex(":, {}", target)) : changes;
        double[] largest = counting.abs()
                .reshape(changes.getShape().get(0), -1)
                .max(new int[] {1})
                .toDoubleArray();
        boolean[] changed = new boolean[largest.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = largest[i] != 0;
        }
        return changed;
    }

    /** Runs the rest of a layer, from the input of layer norm 1 to its output. */
    NDArray output(int layer, NDArray y) {
        LayerWeights weights = model.weights(layer);
        NDArray z = weights.attentionNorm().apply(y);
        NDArray inner = model.config().activation().apply(weights.intermediate().apply(z));
        return weights.outputNorm().apply(weights.output().apply(inner).add(z));
    }
}
