package dev.mixlab.evaluation.faithfulness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.engine.ForwardPasses;
import dev.mixlab.mixing.method.MachineBudget;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * Computes the probability of the good word at the target of many masked sentences. Sentences of one length form a batch, whichever example
 * they come from, as large as the memory budget allows. The soft-max over the whole vocabulary is computed in double precision.
 */
public final class GoodProbabilities {

    private final MaskedLanguageModel model;
    private final MachineBudget budget;

    /**
     * Creates the computation for a model.
     *
     * @throws InvalidInputException when the model has no masked-LM head
     */
    public GoodProbabilities(MaskedLanguageModel model, MachineBudget budget) {
        MaskedLmHeads.require(model, "faithfulness, which compares probabilities of the good word,");
        this.model = model;
        this.budget = budget;
    }

    /**
     * Computes the probabilities in the order of the inputs.
     *
     * @throws CancelledException when {@code cancelled} says so between two batches
     */
    public double[] of(List<MaskedInput> inputs, BooleanSupplier cancelled) {
        double[] probabilities = new double[inputs.size()];
        inputs.forEach(this::requireInVocabulary);
        int[] lengths =
                inputs.stream().mapToInt(input -> input.example().length()).toArray();
        ForwardPasses.run(model, budget, lengths, (scope, batch) -> put(scope, inputs, batch, probabilities), () -> {
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("the evaluation of faithfulness was cancelled");
            }
        });
        return probabilities;
    }

    private void put(NDManager scope, List<MaskedInput> inputs, List<Integer> batch, double[] probabilities) {
        double[] logs = logProbabilities(scope, batch.stream().map(inputs::get).toList());
        for (int b = 0; b < logs.length; b++) {
            if (!Double.isFinite(logs[b])) {
                throw new InvalidInputException("example %s: logits are not finite"
                        .formatted(inputs.get(batch.get(b)).example().id()));
            }
            probabilities[batch.get(b)] = Math.exp(logs[b]);
        }
    }

    private double[] logProbabilities(NDManager scope, List<MaskedInput> inputs) {
        TokenBatch batch =
                model.batch(scope, inputs.stream().map(MaskedInput::ids).toList());
        NDArray hidden = model.walk(batch, (layer, trace) -> {});
        NDArray targets =
                column(scope, inputs.stream().mapToLong(input -> input.example().target()));
        NDArray good =
                column(scope, inputs.stream().mapToLong(input -> input.example().goodId()));
        NDArray logits = model.logits(model.gatherRows(hidden, targets)).squeeze(1);
        return logits.toType(DataType.FLOAT64, false)
                .logSoftmax(-1)
                .gather(good, 1)
                .toDoubleArray();
    }

    private static NDArray column(NDManager scope, LongStream numbers) {
        long[] rows = numbers.toArray();
        return scope.create(rows, new Shape(rows.length, 1));
    }

    private void requireInVocabulary(MaskedInput input) {
        int good = input.example().goodId();
        if (good < 0 || good >= model.config().vocabulary()) {
            throw new InvalidInputException("example %s: token id %s outside the vocabulary of %s"
                    .formatted(input.example().id(), good, model.config().vocabulary()));
        }
    }
}
