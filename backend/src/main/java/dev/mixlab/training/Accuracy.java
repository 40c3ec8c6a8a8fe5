package dev.mixlab.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The accuracy of a model on agreement examples. An example is correct if the good word's logit at the target is higher than the bad
 * word's; a tie is
 * incorrect.
 *
 * @param correct number of correct examples
 * @param examples number of examples
 * @param totalLoss sum of the cross-entropies over the two logits, in nats
 */
public record Accuracy(long correct, long examples, double totalLoss) {

    /** The accuracy on no examples, to which others are added. */
    public static final Accuracy NONE = new Accuracy(0, 0, 0);

    private static final int BATCH = 64;

    /** Measures the accuracy of a model in evaluation mode, and stops at the next batch if cancelled. */
    public static Accuracy of(MaskedLanguageModel model, List<EncodedExample> examples, BooleanSupplier cancelled) {
        MaskedLmHeads.require(model, "the accuracy on minimal pairs");
        Accuracy accuracy = NONE;
        ParameterStore store = new ParameterStore(model.manager(), false);
        for (List<Integer> batch :
                BatchOrder.sorted(examples.size(), BATCH, i -> examples.get(i).length())) {
            requireGoing(cancelled);
            List<EncodedExample> members = batch.stream().map(examples::get).toList();
            try (NDManager scope = model.manager().newSubManager()) {
                NDList inputs = AgreementBatches.inputs(model, scope, members);
                accuracy = accuracy.plus(of(model.encoder().forward(store, inputs, false)));
            }
        }
        return accuracy;
    }

    /** Counts the correct ones of predictions [.., 2], each [good, bad]. */
    static Accuracy of(NDList predictions) {
        try (NDArray wide = predictions.head().toType(DataType.FLOAT64, true)) {
            double[] logits = wide.toDoubleArray();
            Accuracy accuracy = NONE;
            for (int i = 0; i < logits.length; i += 2) {
                accuracy = accuracy.plus(of(logits[i], logits[i + 1]));
            }
            return accuracy;
        }
    }

    static Accuracy of(double good, double bad) {
        double advantage = bad - good;
        double loss = Math.max(0, advantage) + Math.log1p(Math.exp(-Math.abs(advantage)));
        return new Accuracy(good > bad ? 1 : 0, 1, loss);
    }

    static void requireGoing(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancelledException("cancelled between two batches");
        }
    }

    /** Returns the accuracy on the examples of both together. */
    public Accuracy plus(Accuracy other) {
        return new Accuracy(correct + other.correct, examples + other.examples, totalLoss + other.totalLoss);
    }

    /** Returns the share of the examples that are correct, or NaN without examples. */
    public double share() {
        return examples == 0 ? Double.NaN : (double) correct / examples;
    }

    /** Returns the mean loss per example in nats, or NaN without examples. */
    public double loss() {
        return examples == 0 ? Double.NaN : totalLoss / examples;
    }
}
