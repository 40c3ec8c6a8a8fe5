package dev.mixlab.mixing.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.LayerVisitor;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.mixing.engine.Batching.Batch;
import dev.mixlab.mixing.method.AttributionContext;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.AttributionMethod.Attribution;
import dev.mixlab.mixing.method.BatchExamples;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.Memo;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.mixing.tensor.PaddedMaps;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one batch through the model and computes the maps of all methods. */
final class BatchScoring {

    private final ModelContext context;
    private final MaskedLanguageModel model;
    private final ScoreOptions options;
    private final NDManager scope;
    private final List<ScoringMethod> methods;
    private final List<ContextMixingMethod> mixing;
    private final List<AttributionMethod> attributions;

    /** Creates the scoring of one batch, whose arrays belong to the scope. */
    BatchScoring(ModelContext context, ScoreOptions options, NDManager scope) {
        this.context = context;
        model = context.model();
        this.options = options;
        this.scope = scope;
        methods = context.methods(ScoringMethod.class);
        mixing = context.methods(ContextMixingMethod.class);
        attributions = context.methods(AttributionMethod.class);
    }

    List<ScoredExample> score(Batch input) {
        List<EncodedExample> examples = input.examples();
        TokenBatch batch = model.exampleBatch(scope, examples);
        ScoreCollector maps = new ScoreCollector(options.invalidScores(), examples.size());
        Memo passing = Memo.of(BatchExamples.of(examples));
        List<NDArray> inputs = layers(batch, examples, passing, maps);
        attribute(new AttributionContext(context, batch, examples, inputs, options.attribution(), passing), maps);
        TargetLogits logits = TargetLogits.of(model, inputs.get(inputs.size() - 1), examples);
        List<ScoredExample> scored = new ArrayList<>();
        for (int b = 0; b < examples.size(); b++) {
            scored.add(logits.scored(input.indices().get(b), b, maps.of(b, methods), maps.skipReasons(b)));
        }
        return scored;
    }

    /**
     * Runs all layers, computes the maps, and returns the last hidden states, preceded by the layers' inputs if there are attribution
     * methods.
     */
    private List<NDArray> layers(TokenBatch batch, List<EncodedExample> examples, Memo passing, ScoreCollector maps) {
        RawScores scores = new RawScores(mixing, examples.size(), model.config().layers());
        NDArray targets = targets(batch, examples);
        LayerVisitor visitor = (l, trace) -> {
            LayerContext layer = new LayerContext(context, l, batch, trace, passing);
            ArrayScope.discarding(() -> score(layer, targets, maps, scores));
            attributions.forEach(method -> method.observe(layer));
        };
        List<NDArray> inputs =
                attributions.isEmpty() ? List.of(model.walk(batch, visitor)) : model.walkKeepingStates(batch, visitor);
        for (ContextMixingMethod method : mixing) {
            for (int b = 0; b < examples.size(); b++) {
                int at = b;
                maps.put(
                        method,
                        b,
                        () -> ScoreValidation.map(
                                method,
                                scores.layers(method, at),
                                batch.lengths()[at],
                                examples.get(at).id()));
            }
        }
        return inputs;
    }

    /** Returns the targets [B, 1] if only their rows are computed, otherwise null. */
    private @Nullable NDArray targets(TokenBatch batch, List<EncodedExample> examples) {
        if (options.rows() == Rows.ALL) {
            return null;
        }
        long[] targets = examples.stream().mapToLong(EncodedExample::target).toArray();
        return batch.ids().getManager().create(targets, new Shape(targets.length, 1));
    }

    private void score(LayerContext layer, @Nullable NDArray targets, ScoreCollector collector, RawScores scores) {
        LayerContext row = targets == null ? layer : layer.only(targets);
        for (ContextMixingMethod method : mixing) {
            List<double[]> maps =
                    collector.scores(method, () -> method.score(method.info().rowwise() ? row : layer));
            for (int b = 0; maps != null && b < maps.size(); b++) {
                int length = layer.batch().lengths()[b];
                double[] map = maps.get(b);
                double[] wanted = targets == null || map.length == length
                        ? map
                        : PaddedMaps.row(map, length, Math.toIntExact(targets.getLong(b, 0)));
                scores.put(method, b, layer.layer(), wanted);
            }
        }
    }

    private void attribute(AttributionContext batch, ScoreCollector maps) {
        for (AttributionMethod method : attributions) {
            List<Attribution> attributed = maps.scores(method, () -> method.score(batch));
            for (int b = 0; attributed != null && b < attributed.size(); b++) {
                EncodedExample example = batch.examples().get(b);
                Attribution scores = attributed.get(b);
                maps.put(method, b, () -> ScoreValidation.row(method, scores, example.length(), example.id()));
            }
        }
    }
}
