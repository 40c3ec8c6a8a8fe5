package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Scratch;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.mixing.AttributionMethod.Attribution;
import dev.mixlab.mixing.MethodInfo.Need;
import dev.mixlab.mixing.ScoreOptions.Rows;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Scores examples by any number of methods with one forward pass for all of them. Sequences of one length go through the
 * model together, as many as the memory budget allows; of the activations, one layer's are held at a time, and the inputs
 * of all layers where an attribution method asks for them. Close the engine to free what its methods derived from the
 * weights, which must not change while it is open.
 */
public final class ScoreEngine implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final List<ScoringMethod> methods;
    private final List<ContextMixingMethod> mixing;
    private final List<AttributionMethod> attributions;
    private final ScoreOptions options;
    private final ModelContext context;

    public ScoreEngine(MaskedLanguageModel model, List<? extends ScoringMethod> methods, ScoreOptions options) {
        this.model = model;
        this.methods = List.copyOf(methods);
        this.mixing = only(ContextMixingMethod.class);
        this.attributions = only(AttributionMethod.class);
        this.options = options;
        context = new ModelContext(model, options, this.methods);
    }

    private <T> List<T> only(Class<T> kind) {
        return methods.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * Scores all examples. The sink gets each with its index, in the order of their lengths.
     *
     * @throws CancelledException when {@code cancelled} says so between two batches
     * @throws InvalidInputException naming the method, example, layer and token of a result that cannot be used, unless the
     *     options say that it be left out
     */
    public void score(List<EncodedExample> examples, Consumer<ScoredExample> sink, BooleanSupplier cancelled) {
        for (List<Integer> batch : LengthBuckets.of(examples, this::largestBatch)) {
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("scoring was cancelled");
            }
            List<EncodedExample> members = batch.stream().map(examples::get).toList();
            List<ScoredExample> scored = new ArrayList<>();
            try (NDManager scope = NDManager.newBaseManager("PyTorch")) {
                Scratch.free(() -> scored.addAll(score(scope, members, batch)));
            }
            scored.forEach(sink);
        }
    }

    /** Owns what methods derived from the weights. */
    NDManager manager() {
        return context.manager();
    }

    /** A path takes as long as hundreds of sentences: there is something to show, and to cancel, after each. */
    private int largestBatch(int tokens) {
        if (attributions.stream().anyMatch(method -> method.info().needs().contains(Need.PATH))) {
            return 1;
        }
        return context.budget().sequences(model.config(), model.precision(), tokens);
    }

    private List<ScoredExample> score(NDManager scope, List<EncodedExample> examples, List<Integer> indices) {
        TokenBatch batch = model.batchOf(scope, examples);
        BatchMaps maps = new BatchMaps(options.onRefusal(), examples.size());
        Sharing passing = Sharing.holding(LayerContext.Members.of(examples));
        List<NDArray> inputs = layers(batch, examples, passing, maps);
        attribute(new AttributionContext(context, batch, examples, inputs, options.attribution(), passing), maps);
        TargetLogits logits = TargetLogits.of(model, inputs.get(inputs.size() - 1), examples);
        List<ScoredExample> scored = new ArrayList<>();
        for (int b = 0; b < examples.size(); b++) {
            scored.add(logits.scored(indices.get(b), b, maps.of(b, methods), maps.refusals(b)));
        }
        return scored;
    }

    /** Runs all layers, makes the maps, and gives the layers' inputs and the last hidden states, or these alone. */
    private List<NDArray> layers(TokenBatch batch, List<EncodedExample> examples, Sharing passing, BatchMaps maps) {
        double[][][][] scores =
                new double[mixing.size()][examples.size()][model.config().layers()][];
        NDArray mask = model.attentionMask(batch);
        List<NDArray> inputs = new ArrayList<>(List.of(model.embed(batch)));
        NDArray targets = targets(batch, examples);
        for (int l = 0; l < model.config().layers(); l++) {
            LayerTrace trace = model.layer(l, inputs.get(inputs.size() - 1), mask);
            LayerContext layer = new LayerContext(context, l, batch, trace, passing);
            Scratch.free(() -> score(layer, targets, maps, scores));
            trace.owned().stream().filter(array -> array != trace.out()).forEach(NDArray::close);
            if (attributions.isEmpty()) {
                inputs.remove(0).close();
            }
            inputs.add(trace.out());
        }
        for (int m = 0; m < mixing.size(); m++) {
            ContextMixingMethod method = mixing.get(m);
            double[][][] ofMethod = scores[m];
            for (int b = 0; b < examples.size(); b++) {
                int at = b;
                maps.put(
                        method,
                        b,
                        () -> MapChecks.map(
                                method,
                                ofMethod[at],
                                batch.lengths()[at],
                                examples.get(at).id()));
            }
        }
        return inputs;
    }

    /** The targets [B, 1] where only their rows are wanted. */
    private @Nullable NDArray targets(TokenBatch batch, List<EncodedExample> examples) {
        if (options.rows() == Rows.ALL) {
            return null;
        }
        long[] targets = examples.stream().mapToLong(EncodedExample::target).toArray();
        return batch.ids().getManager().create(targets, new Shape(targets.length, 1));
    }

    private void score(LayerContext layer, @Nullable NDArray targets, BatchMaps made, double[][][][] scores) {
        LayerContext row = targets == null ? layer : layer.only(targets);
        for (int m = 0; m < mixing.size(); m++) {
            ContextMixingMethod method = mixing.get(m);
            List<double[]> maps = made.scores(method, () -> method.score(method.rowwise() ? row : layer));
            for (int b = 0; maps != null && b < maps.size(); b++) {
                int length = layer.batch().lengths()[b];
                double[] map = maps.get(b);
                scores[m][b][layer.layer()] = targets == null || map.length == length
                        ? map
                        : PaddedMaps.row(map, length, Math.toIntExact(targets.getLong(b, 0)));
            }
        }
    }

    private void attribute(AttributionContext batch, BatchMaps maps) {
        for (AttributionMethod method : attributions) {
            List<Attribution> made = maps.scores(method, () -> method.score(batch));
            for (int b = 0; made != null && b < made.size(); b++) {
                EncodedExample example = batch.examples().get(b);
                Attribution scores = made.get(b);
                maps.put(method, b, () -> MapChecks.row(method, scores, example.length(), example.id()));
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
