package dev.mixlab.mixing.decompx;

import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.BatchExamples;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.ModelContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of DecompX for a batch, computed once for all of its methods.
 *
 * @param norms norms of the parts of every layer's outputs that come from each token of the embedding output: for each layer, one
 *     map [T, T] per sequence; empty if not requested
 * @param good contribution of each token of every layer's input to the logit of the good word; its deltas are the sum of the
 *     contributions minus the logit; empty if not requested
 * @param difference the same minus the contributions to the logit of the bad word
 */
record DecompXScores(List<List<double[]>> norms, List<Attribution> good, List<Attribution> difference) {

    /** Computes norms, and contributions if the methods of the pass include them. */
    static DecompXScores of(LayerContext layer) {
        return layer.batchMemo().get(DecompXScores.class, () -> {
            ModelContext model = layer.modelContext();
            boolean contributions = !model.methods(DecompX.class).isEmpty();
            DecomposedBatch batch =
                    new DecomposedBatch(model, layer.batch(), layer.trace().x(), layer.examples());
            return batch.scores(true, contributions);
        });
    }

    /** Returns contributions, together with the norms of the batch if these were computed before. */
    static DecompXScores of(AttributionContext context) {
        return context.memo().get(DecompXScores.class, () -> {
            BatchExamples members = BatchExamples.of(context.examples());
            DecomposedBatch batch = new DecomposedBatch(
                    context.modelContext(), context.batch(), context.inputs().get(0), members);
            return batch.scores(false, true);
        });
    }

    static DecompXScores empty(int layers) {
        List<List<double[]>> norms = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            norms.add(new ArrayList<>());
        }
        return new DecompXScores(norms, new ArrayList<>(), new ArrayList<>());
    }
}
