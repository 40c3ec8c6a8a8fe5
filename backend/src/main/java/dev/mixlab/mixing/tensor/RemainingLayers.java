package dev.mixlab.mixing.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The model as a function of the input x(l) of one of its layers: the logits of the good and the bad word at the target. The last layer
 * is computed for the target's row only. The function supports backward passes.
 *
 * @param model the model
 * @param targets index of each sequence's target [n, 1], INT64
 * @param words ids of the good and the bad word [n, 1, 2], INT64
 * @param mask term added to attention scores [n, 1, 1, T]; null without padding
 */
public record RemainingLayers(
        MaskedLanguageModel model,
        NDArray targets,
        NDArray words,
        @Nullable NDArray mask) {

    /** Creates the function for examples; its arrays belong to the manager. */
    public static RemainingLayers of(
            MaskedLanguageModel model, NDManager manager, List<EncodedExample> examples, @Nullable NDArray mask) {
        long[] targets = examples.stream().mapToLong(EncodedExample::target).toArray();
        int vocabulary = model.config().vocabulary();
        long[] words = examples.stream()
                .flatMapToLong(example -> LongStream.of(
                        checked(example, example.goodId(), vocabulary), checked(example, example.badId(), vocabulary)))
                .toArray();
        return new RemainingLayers(
                model,
                owned(manager, targets, new Shape(targets.length, 1)),
                owned(manager, words, new Shape(targets.length, 1, 2)),
                mask);
    }

    private static int checked(EncodedExample example, int word, int vocabulary) {
        if (word < 0 || word >= vocabulary) {
            throw new InvalidInputException(
                    "example %s: token id %s outside the vocabulary of %s".formatted(example.id(), word, vocabulary));
        }
        return word;
    }

    /** Creates an array in the engine's own memory, because a backward pass reads the indices again. */
    private static NDArray owned(NDManager manager, long[] numbers, Shape shape) {
        try (NDArray borrowed = manager.create(numbers, shape)) {
            return borrowed.duplicate();
        }
    }

    /** Runs the layers from that one up: from its input [n, T, H] to the logits of good and bad word [n, 2]. */
    public NDArray logits(int layer, NDArray x) {
        NDArray states = x;
        for (int l = layer; l < last(); l++) {
            states = through(l, states);
        }
        return top(states);
    }

    /** Runs one layer from its input [n, T, H] to its output [n, T, H]. */
    public NDArray through(int layer, NDArray x) {
        return ArrayScope.returning(() -> model.layer(layer, x, mask).out());
    }

    /** Runs the last layer: from its input [n, T, H] to the logits of good and bad word [n, 2]. */
    public NDArray top(NDArray x) {
        return ArrayScope.returning(() -> model.logitsFor(model.layerOutputAt(last(), x, targets, mask), words)
                .squeeze(1));
    }

    public int last() {
        return model.config().layers() - 1;
    }
}
