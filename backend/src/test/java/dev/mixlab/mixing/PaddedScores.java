package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.Trace;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.AttributionOptions;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Scores of sequences that go through the model in one batch, padded where their lengths differ. */
public final class PaddedScores {

    private PaddedScores() {}

    /** Maps of a method, per layer one per sequence; fails when anything stays in a manager that outlives the batch. */
    public static List<List<double[]>> maps(
            MaskedLanguageModel model, ContextMixingMethod method, int blockRows, List<int[]> sequences) {
        List<List<double[]>> layers = new ArrayList<>();
        try (ModelContext context = new ModelContext(model, new MachineBudget(1 << 20, blockRows));
                NDManager scope = NDManager.newBaseManager()) {
            model.manager().cap();
            context.manager().cap();
            ArrayScope.discarding(() -> {
                TokenBatch batch = model.batch(scope, sequences);
                Trace trace = model.trace(batch);
                Memo passing = new Memo();
                for (int l = 0; l < trace.layers().size(); l++) {
                    layers.add(method.score(
                            new LayerContext(context, l, batch, trace.layers().get(l), passing)));
                }
            });
        }
        return layers;
    }

    /** Scores of an attribution method, one per sequence; likewise. */
    public static List<Attribution> attributions(
            MaskedLanguageModel model, AttributionMethod method, int blockRows, List<EncodedExample> examples) {
        List<Attribution> scores = new ArrayList<>();
        try (ModelContext context = new ModelContext(model, new MachineBudget(1 << 20, blockRows));
                NDManager scope = NDManager.newBaseManager()) {
            model.manager().cap();
            context.manager().cap();
            ArrayScope.discarding(() -> {
                TokenBatch batch = model.exampleBatch(scope, examples);
                Trace trace = model.trace(batch);
                List<NDArray> inputs = IntStream.rangeClosed(0, trace.layers().size())
                        .mapToObj(trace::hidden)
                        .toList();
                scores.addAll(method.score(
                        new AttributionContext(context, batch, examples, inputs, AttributionOptions.standard())));
            });
        }
        return scores;
    }

    /** An example of these tokens. */
    public static EncodedExample example(int[] ids, int target, int good, int bad) {
        return new EncodedExample(
                "example of " + ids.length,
                ids,
                Collections.nCopies(ids.length, "x"),
                new int[ids.length],
                target,
                new int[0],
                good,
                bad);
    }
}
