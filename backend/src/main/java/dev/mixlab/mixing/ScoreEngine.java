package dev.mixlab.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mixlab.common.CancelledException;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.LayerTrace;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.Scratch;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Scores examples by any number of methods with one forward pass for all of them. Sequences of one length go through the
 * model together, as many as the memory budget allows; of the activations, one layer's are held at a time. Close the engine
 * to free what its methods derived from the weights, which must not change while it is open.
 */
public final class ScoreEngine implements AutoCloseable {

    private final MaskedLanguageModel model;
    private final List<ContextMixingMethod> methods;
    private final ModelContext context;

    public ScoreEngine(MaskedLanguageModel model, List<ContextMixingMethod> methods, MemoryBudget budget) {
        this.model = model;
        this.methods = List.copyOf(methods);
        context = new ModelContext(model, budget);
    }

    /**
     * Scores all examples. The sink gets each with its index, in the order of their lengths.
     *
     * @throws CancelledException when {@code cancelled} says so between two batches
     * @throws InvalidInputException naming the method, example, layer and token of a result that cannot be used
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

    private int largestBatch(int tokens) {
        return context.budget().sequences(model.config(), model.precision(), tokens);
    }

    private List<ScoredExample> score(NDManager scope, List<EncodedExample> examples, List<Integer> indices) {
        TokenBatch batch = model.batchOf(scope, examples);
        double[][][][] scores =
                new double[methods.size()][examples.size()][model.config().layers()][];
        NDArray last = layers(batch, scores);
        TargetLogits logits = TargetLogits.of(model, last, examples);
        List<ScoredExample> scored = new ArrayList<>();
        for (int b = 0; b < examples.size(); b++) {
            List<MixingMap> maps = new ArrayList<>();
            for (int m = 0; m < methods.size(); m++) {
                maps.add(MapChecks.map(
                        methods.get(m),
                        scores[m][b],
                        batch.lengths()[b],
                        examples.get(b).id()));
            }
            scored.add(logits.scored(indices.get(b), b, maps));
        }
        return scored;
    }

    /** Runs all layers, fills in scores [method][sequence][layer], and gives the last hidden states. */
    private NDArray layers(TokenBatch batch, double[][][][] scores) {
        NDArray mask = model.attentionMask(batch);
        NDArray x = model.embed(batch);
        for (int l = 0; l < model.config().layers(); l++) {
            LayerTrace trace = model.layer(l, x, mask);
            LayerContext layer = new LayerContext(context, l, batch, trace);
            for (int m = 0; m < methods.size(); m++) {
                List<double[]> maps = methods.get(m).score(layer);
                for (int b = 0; b < maps.size(); b++) {
                    scores[m][b][l] = maps.get(b);
                }
            }
            NDArray done = x;
            x = trace.out();
            done.close();
            trace.owned().stream().filter(array -> array != trace.out()).forEach(NDArray::close);
        }
        return x;
    }

    @Override
    public void close() {
        context.close();
    }
}
