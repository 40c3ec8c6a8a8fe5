package dev.mixlab.evaluation.probing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.engine.ForwardPasses;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The hidden states of a model at the targets of examples.
 *
 * @param layers the embedding output and the output of each layer, one row per example [L + 1][n][H]
 */
public record TargetStates(float[][][] layers) {

    /**
     * Computes the hidden states at the targets of examples, in the order of the examples.
     *
     * @throws CancelledException when {@code cancelled} says so between two batches
     */
    public static TargetStates of(
            MaskedLanguageModel model, List<EncodedExample> examples, MachineBudget budget, BooleanSupplier cancelled) {
        float[][][] states = new float[model.config().layers() + 1][examples.size()][];
        int[] lengths = examples.stream().mapToInt(EncodedExample::length).toArray();
        ForwardPasses.run(model, budget, lengths, (scope, batch) -> read(model, scope, examples, batch, states), () -> {
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("probing was cancelled");
            }
        });
        return new TargetStates(states);
    }

    private static void read(
            MaskedLanguageModel model,
            NDManager scope,
            List<EncodedExample> examples,
            List<Integer> indices,
            float[][][] states) {
        List<EncodedExample> members = indices.stream().map(examples::get).toList();
        TokenBatch batch = model.exampleBatch(scope, members);
        long[] targets = members.stream().mapToLong(EncodedExample::target).toArray();
        NDArray tokens = scope.create(targets, new Shape(targets.length, 1));
        NDArray last =
                model.walk(batch, (layer, trace) -> put(states[layer], indices, model.gatherRows(trace.x(), tokens)));
        put(states[states.length - 1], indices, model.gatherRows(last, tokens));
    }

    /** Copies rows [B, 1, H] to the indices of their examples. */
    private static void put(float[][] places, List<Integer> indices, NDArray rows) {
        int width = Math.toIntExact(rows.getShape().get(2));
        float[] numbers = rows.toType(DataType.FLOAT32, false).toFloatArray();
        for (int b = 0; b < indices.size(); b++) {
            places[indices.get(b)] = Arrays.copyOfRange(numbers, b * width, (b + 1) * width);
        }
    }
}
