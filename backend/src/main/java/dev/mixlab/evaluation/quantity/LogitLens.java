package dev.mixlab.evaluation.quantity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.engine.ForwardPasses;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The masked-LM head applied to the target's state in every layer (nostalgebraist 2020), transform layer included: what the model would
 * answer if it ended there. The output of the embeddings comes first, so that there are L + 1 rows; the last row is the answer.
 *
 * @param good logits of the good word [L + 1]
 * @param bad logits of the bad word [L + 1]
 * @param probability soft-max probability of the good word over the whole vocabulary [L + 1]
 * @param rank 1 plus the number of words with a strictly higher logit than the good word [L + 1]
 */
public record LogitLens(double[] good, double[] bad, double[] probability, double[] rank) {

    private static LogitLens empty(int rows) {
        return new LogitLens(new double[rows], new double[rows], new double[rows], new double[rows]);
    }

    /**
     * Reads the answers of all layers, in the order of the examples, in one forward pass of each.
     *
     * @throws InvalidInputException when the model has no masked-LM head, or a logit is not finite
     * @throws CancelledException when {@code cancelled} says so between two batches
     */
    public static List<LogitLens> of(
            MaskedLanguageModel model, List<EncodedExample> examples, MachineBudget budget, BooleanSupplier cancelled) {
        MaskedLmHeads.require(model, "the logit lens, which turns the states of all layers into words,");
        int rows = model.config().layers() + 1;
        List<LogitLens> lenses =
                IntStream.range(0, examples.size()).mapToObj(i -> empty(rows)).toList();
        int[] lengths = examples.stream().mapToInt(EncodedExample::length).toArray();
        ForwardPasses.run(
                model,
                budget,
                lengths,
                (scope, indices) -> {
                    List<EncodedExample> members =
                            indices.stream().map(examples::get).toList();
                    List<LogitLens> into = indices.stream().map(lenses::get).toList();
                    new Pass(model, scope, members, into).run();
                },
                () -> {
                    if (cancelled.getAsBoolean()) {
                        throw new CancelledException("the logit lens was cancelled");
                    }
                });
        return lenses;
    }

    /** Returns the good word's logit minus the bad word's [L + 1]. */
    public double[] differences() {
        return IntStream.range(0, good.length)
                .mapToDouble(i -> good[i] - bad[i])
                .toArray();
    }

    /** Returns 1 where the good word's logit is higher than the bad word's, otherwise 0 [L + 1]. */
    public double[] correct() {
        return IntStream.range(0, good.length)
                .mapToDouble(i -> good[i] > bad[i] ? 1 : 0)
                .toArray();
    }

    /** One batch of sentences. */
    private record Pass(
            MaskedLanguageModel model, NDManager scope, List<EncodedExample> examples, List<LogitLens> into) {

        void run() {
            TokenBatch batch = model.exampleBatch(scope, examples);
            NDArray targets = column(examples.stream().mapToLong(EncodedExample::target));
            NDArray last = model.walk(batch, (layer, trace) -> put(layer, trace.x(), targets));
            put(model.config().layers(), last, targets);
        }

        private void put(int row, NDArray states, NDArray targets) {
            ArrayScope.discarding(() -> {
                NDArray logits = model.logits(model.gatherRows(states, targets))
                        .squeeze(1)
                        .toType(DataType.FLOAT64, false);
                NDArray good = logits.gather(column(examples.stream().mapToLong(EncodedExample::goodId)), 1);
                NDArray bad = logits.gather(column(examples.stream().mapToLong(EncodedExample::badId)), 1);
                NDArray higher = logits.gt(good).toType(DataType.INT64, false).sum(new int[] {1});
                NDArray logs = good.sub(logSum(logits));
                put(row, good.toDoubleArray(), bad.toDoubleArray(), logs.toDoubleArray(), higher.toLongArray());
            });
        }

        /** The logarithm of the sum of exponentials [B, 1]. */
        private static NDArray logSum(NDArray logits) {
            NDArray highest = logits.max(new int[] {1}, true);
            return logits.sub(highest).exp().sum(new int[] {1}, true).log().add(highest);
        }

        private void put(int row, double[] good, double[] bad, double[] logs, long[] higher) {
            for (int b = 0; b < examples.size(); b++) {
                if (!Double.isFinite(logs[b]) || !Double.isFinite(bad[b])) {
                    throw new InvalidInputException("example %s: logits of layer %s are not finite"
                            .formatted(examples.get(b).id(), row));
                }
                LogitLens lens = into.get(b);
                lens.good[row] = good[b];
                lens.bad[row] = bad[b];
                lens.probability[row] = Math.exp(logs[b]);
                lens.rank[row] = 1.0 + higher[b];
            }
        }

        private NDArray column(LongStream numbers) {
            long[] rows = numbers.toArray();
            return scope.create(rows, new Shape(rows.length, 1));
        }
    }
}
