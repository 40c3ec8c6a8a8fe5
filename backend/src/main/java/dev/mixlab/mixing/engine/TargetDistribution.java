package dev.mixlab.mixing.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;

/**
 * What a model predicts at one token of a sentence.
 *
 * @param logits output of the masked-LM head [V]
 */
public record TargetDistribution(double[] logits) {

    /**
     * Predicts one token in one forward pass.
     *
     * @param inputIds token ids [T]
     * @param target index of the token
     * @throws InvalidInputException if the model cannot read the ids, or if a logit is not finite
     */
    public static TargetDistribution of(MaskedLanguageModel model, int[] inputIds, int target) {
        try (NDManager scope = TensorEngine.newManager()) {
            return new TargetDistribution(ArrayScope.value(() -> logits(model, scope, inputIds, target)));
        }
    }

    private static double[] logits(MaskedLanguageModel model, NDManager scope, int[] inputIds, int target) {
        NDArray hidden = model.walk(model.batch(scope, List.of(inputIds)), (layer, trace) -> {});
        NDArray token = hidden.getManager().create(new long[] {target}, new Shape(1, 1));
        double[] logits = model.logits(model.gatherRows(hidden, token))
                .toType(DataType.FLOAT64, false)
                .toDoubleArray();
        if (!DoubleStream.of(logits).allMatch(Double::isFinite)) {
            throw new InvalidInputException("the model's logits at token %s are not finite".formatted(target));
        }
        return logits;
    }

    /** Returns the ids of the most probable tokens, in descending order; of equal ones the lower id comes first. */
    public List<Integer> top(int count) {
        Comparator<Integer> order =
                Comparator.<Integer>comparingDouble(id -> -logits[id]).thenComparing(Comparator.naturalOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(order.reversed());
        for (int id = 0; id < logits.length; id++) {
            best.add(id);
            if (best.size() > count) {
                best.remove();
            }
        }
        return best.stream().sorted(order).toList();
    }

    /** Returns the probability of a token, soft-max over the whole vocabulary. */
    public double probability(int id) {
        return Math.exp(logits[id] - TargetLogits.logSum(logits));
    }
}
