package dev.mixlab.mixing.decompx;

import ai.djl.ndarray.NDArray;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/** Collects contributions to the targets' logits for each start, and the difference of their sums to the logits. */
final class DecompXSums implements DecomposedPass.Sink {

    private final List<Attribution> good = new ArrayList<>();
    private final List<Attribution> difference = new ArrayList<>();

    /** Creates a collector for sequences of some lengths. */
    DecompXSums(int layers, int[] lengths) {
        for (int length : lengths) {
            good.add(new Attribution(new double[layers * length], new double[layers]));
            difference.add(new Attribution(new double[layers * length], new double[layers]));
        }
    }

    @Override
    public void take(int start, NDArray parts, DecomposedHead head) {
        double[] contributions = head.contributions(parts);
        int tokens = contributions.length / (2 * good.size());
        for (int n = 0; n < good.size(); n++) {
            int offset = 2 * n * tokens;
            double logit = head.logit(n, 0);
            put(start, good.get(n), logit, j -> contributions[offset + 2 * j]);
            put(
                    start,
                    difference.get(n),
                    logit - head.logit(n, 1),
                    j -> contributions[offset + 2 * j] - contributions[offset + 2 * j + 1]);
        }
    }

    private static void put(int start, Attribution attribution, double sum, IntToDoubleFunction contribution) {
        double[] deltas = Objects.requireNonNull(attribution.deltas());
        double[] scores = attribution.scores();
        int length = scores.length / deltas.length;
        Arrays.setAll(scores, k -> k / length == start ? contribution.applyAsDouble(k % length) : scores[k]);
        deltas[start] =
                Arrays.stream(scores, start * length, (start + 1) * length).sum() - sum;
    }

    void into(DecompXScores scores) {
        scores.good().addAll(good);
        scores.difference().addAll(difference);
    }
}
