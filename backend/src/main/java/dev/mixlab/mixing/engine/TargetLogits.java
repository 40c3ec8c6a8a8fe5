package dev.mixlab.mixing.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.text.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The output of the masked-LM head at the targets of a batch.
 *
 * @param defined whether the model has a head; without one, all numbers are NaN
 * @param examples the examples
 * @param pairs logits of the good and the bad word of each example
 * @param logSums logarithm of the sum of the exponentials of all logits of each example
 */
record TargetLogits(boolean defined, List<EncodedExample> examples, double[][] pairs, double[] logSums) {

    /** Computes the logits from the last hidden states [B, T, H]; those of a model without a masked-LM head are NaN. */
    static TargetLogits of(MaskedLanguageModel model, NDArray hidden, List<EncodedExample> examples) {
        return model.hasMaskedLmHead() ? computed(model, hidden, examples) : undefined(examples);
    }

    private static TargetLogits undefined(List<EncodedExample> examples) {
        double[] sums = new double[examples.size()];
        Arrays.fill(sums, Double.NaN);
        double[][] pairs = examples.stream()
                .map(example -> new double[] {Double.NaN, Double.NaN})
                .toArray(double[][]::new);
        return new TargetLogits(false, examples, pairs, sums);
    }

    private static TargetLogits computed(MaskedLanguageModel model, NDArray hidden, List<EncodedExample> examples) {
        double[][] pairs = new double[examples.size()][];
        double[] logSums = new double[examples.size()];
        ArrayScope.discarding(() -> {
            long[] targets = examples.stream().mapToLong(EncodedExample::target).toArray();
            NDArray tokens = hidden.getManager().create(targets, new Shape(targets.length, 1));
            NDArray logits = model.logits(model.gatherRows(hidden, tokens))
                    .toType(DataType.FLOAT64, false)
                    .squeeze(1);
            for (int b = 0; b < pairs.length; b++) {
                double[] row = logits.get(b).toDoubleArray();
                EncodedExample example = examples.get(b);
                pairs[b] = new double[] {at(row, example, example.goodId()), at(row, example, example.badId())};
                logSums[b] = logSum(row);
            }
        });
        return new TargetLogits(true, examples, pairs, logSums);
    }

    ScoredExample scored(int index, int b, List<MixingMap> maps, Map<String, String> skipReasons) {
        double good = pairs[b][0];
        double bad = pairs[b][1];
        if (defined && !Double.isFinite(logSums[b])) {
            throw new InvalidInputException("example %s: logits are not finite"
                    .formatted(examples.get(b).id()));
        }
        return new ScoredExample(
                index, maps, skipReasons, Math.exp(good - logSums[b]), Math.exp(bad - logSums[b]), good, bad);
    }

    private static double at(double[] row, EncodedExample example, int token) {
        if (token < 0 || token >= row.length) {
            throw new InvalidInputException(
                    "example %s: token id %s outside the vocabulary of %s".formatted(example.id(), token, row.length));
        }
        return row[token];
    }

    /** Computes the logarithm of the sum of the exponentials. */
    static double logSum(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }
}
