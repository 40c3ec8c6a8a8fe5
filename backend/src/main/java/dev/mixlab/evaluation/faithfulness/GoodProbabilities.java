package dev.mixlab.evaluation.faithfulness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Scratch;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.LengthBuckets;
import dev.mixlab.mixing.MemoryBudget;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The probability that a model gives the good word at the target of many altered sentences. Sentences of one length go through the model
 * together, whichever example they come from, as many as the memory budget allows; soft-max over the whole vocabulary in double precision.
 */
public final class GoodProbabilities {

    private final MaskedLanguageModel model;
    private final MemoryBudget budget;

    public GoodProbabilities(MaskedLanguageModel model, MemoryBudget budget) {
        this.model = model;
        this.budget = budget;
    }

    /**
     * The probabilities, in the order given.
     *
     * @throws CancelledException when {@code cancelled} says so between two batches
     */
    double[] of(List<MaskedInput> inputs, BooleanSupplier cancelled) {
        double[] probabilities = new double[inputs.size()];
        inputs.forEach(this::requireInVocabulary);
        for (List<Integer> batch :
                LengthBuckets.of(inputs.size(), i -> inputs.get(i).example().length(), this::largest)) {
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("the evaluation of faithfulness was cancelled");
            }
            List<MaskedInput> members = batch.stream().map(inputs::get).toList();
            double[] logs = logProbabilities(members);
            for (int b = 0; b < logs.length; b++) {
                if (!Double.isFinite(logs[b])) {
                    throw new InvalidInputException("example %s: logits are not finite"
                            .formatted(members.get(b).example().id()));
                }
                probabilities[batch.get(b)] = Math.exp(logs[b]);
            }
        }
        return probabilities;
    }

    private int largest(int tokens) {
        return budget.sequences(model.config(), model.precision(), tokens);
    }

    private double[] logProbabilities(List<MaskedInput> inputs) {
        double[][] logs = new double[1][];
        try (NDManager scope = NDManager.newBaseManager("PyTorch")) {
            Scratch.free(() -> {
                NDArray hidden = lastHidden(
                        model.batch(scope, inputs.stream().map(MaskedInput::ids).toList()));
                NDArray targets = column(
                        scope,
                        inputs.stream()
                                .mapToLong(input -> input.example().target())
                                .toArray());
                NDArray good = column(
                        scope,
                        inputs.stream()
                                .mapToLong(input -> input.example().goodId())
                                .toArray());
                NDArray logits = model.logits(model.at(hidden, targets)).squeeze(1);
                logs[0] = logits.toType(DataType.FLOAT64, false)
                        .logSoftmax(-1)
                        .gather(good, 1)
                        .toDoubleArray();
            });
        }
        return logs[0];
    }

    /** The last hidden states [B, T, H]; one layer's activations are held at a time. */
    private NDArray lastHidden(TokenBatch batch) {
        NDArray mask = model.attentionMask(batch);
        NDArray x = model.embed(batch);
        for (int layer = 0; layer < model.config().layers(); layer++) {
            LayerTrace trace = model.layer(layer, x, mask);
            trace.owned().stream().filter(array -> array != trace.out()).forEach(NDArray::close);
            x.close();
            x = trace.out();
        }
        return x;
    }

    private static NDArray column(NDManager scope, long[] numbers) {
        return scope.create(numbers, new Shape(numbers.length, 1));
    }

    private void requireInVocabulary(MaskedInput input) {
        int good = input.example().goodId();
        if (good < 0 || good >= model.config().vocabulary()) {
            throw new InvalidInputException("example %s: token id %d outside the vocabulary of %d"
                    .formatted(input.example().id(), good, model.config().vocabulary()));
        }
    }
}
