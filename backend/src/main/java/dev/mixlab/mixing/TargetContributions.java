package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Scratch;
import dev.mixlab.mixing.AttributionMethod.Attribution;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;

/**
 * What each token of every layer's input contributes to the target's logits, by DecompX. One attribution per sequence, its
 * deltas being the sum of the contributions minus the logit.
 *
 * @param good contributions to the logit of the good word
 * @param difference the same minus those to the logit of the bad word
 */
record TargetContributions(List<Attribution> good, List<Attribution> difference) {

    /** Those of a batch, computed once for both. */
    static TargetContributions of(AttributionContext context) {
        return context.shared(TargetContributions.class, () -> {
            TargetContributions all = new TargetContributions(new ArrayList<>(), new ArrayList<>());
            Decomposition decomposition =
                    new Decomposition(context.model(), context.modelContext().budget());
            for (int b = 0; b < context.batch().size(); b++) {
                EncodedExample example = context.examples().get(b);
                NDArray embedded = context.inputs().get(0);
                int sequence = b;
                Scratch.free(() -> all.add(
                        context.model(),
                        decomposition,
                        OneSequence.states(embedded, context.batch(), sequence),
                        example));
            }
            return all;
        });
    }

    private void add(MaskedLanguageModel model, Decomposition decomposition, NDArray embedded, EncodedExample example) {
        List<LayerTrace> traces = OneSequence.layers(model, embedded);
        int target = example.target();
        NDArray hidden = OneSequence.row(traces.get(traces.size() - 1), target).out();
        Sums ofGood = new Sums(traces.size(), example.length());
        Sums ofDifference = new Sums(traces.size(), example.length());
        double[] logits = logits(model, hidden, example);
        for (int l = 0; l < traces.size(); l++) {
            int layer = l;
            Scratch.free(() -> {
                NDArray parts = decomposition.ofTarget(traces, layer, target);
                DecomposedHead head = new DecomposedHead(model, parts, hidden.squeeze(0));
                double[] toGood = head.logit(example.goodId());
                ofGood.put(layer, toGood, logits[0]);
                ofDifference.put(layer, minus(toGood, head.logit(example.badId())), logits[0] - logits[1]);
            });
        }
        good.add(ofGood.attribution());
        difference.add(ofDifference.attribution());
    }

    private static double[] logits(MaskedLanguageModel model, NDArray hidden, EncodedExample example) {
        NDManager manager = hidden.getManager();
        NDArray columns = manager.create(new long[] {example.goodId(), example.badId()}, new Shape(1, 1, 2));
        return model.logitsFor(hidden, columns).toType(DataType.FLOAT64, false).toDoubleArray();
    }

    private static double[] minus(double[] one, double[] other) {
        double[] difference = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            difference[i] = one[i] - other[i];
        }
        return difference;
    }

    /** Contributions layer by layer, and what they miss of their sum. */
    private static final class Sums {

        private final int tokens;
        private final double[] scores;
        private final double[] deltas;

        Sums(int layers, int tokens) {
            this.tokens = tokens;
            scores = new double[layers * tokens];
            deltas = new double[layers];
        }

        void put(int layer, double[] contributions, double sum) {
            System.arraycopy(contributions, 0, scores, layer * tokens, tokens);
            double found = 0;
            for (double contribution : contributions) {
                found += contribution;
            }
            deltas[layer] = found - sum;
        }

        Attribution attribution() {
            return new Attribution(scores, deltas);
        }
    }
}
