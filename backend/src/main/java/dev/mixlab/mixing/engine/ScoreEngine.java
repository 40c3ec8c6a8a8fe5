package dev.mixlab.mixing.engine;

import ai.djl.ndarray.NDManager;
import dev.mixlab.common.CancelledException;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.MaskedLmHeads;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.BatchExecutor;
import dev.mixlab.encoder.engine.BatchTask;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.engine.Batching.Batch;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.mixing.method.ScoreOptions;
import dev.mixlab.mixing.method.ScoringMethod;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Scores examples by any number of methods with one forward pass for all of them. Sequences of one length go through the
 * model together, as many as the memory budget allows, and such batches side by side on as many threads; of a batch's
 * activations, one layer's are held at a time, and the inputs of all layers where an attribution method asks for them. Close
 * the engine to free what its methods derived from the weights, which must not change while it is open.
 */
public final class ScoreEngine implements AutoCloseable {

    private final ScoreOptions options;
    private final ModelContext context;
    private final BatchExecutor executor;

    public ScoreEngine(MaskedLanguageModel model, List<? extends ScoringMethod> methods, ScoreOptions options) {
        this(model, methods, options, BatchExecutor.of(options.budget().threads()));
    }

    /**
     * Creates an engine that scores with that batch executor and closes it. Methods that attribute a prediction are refused on a model
     * without a masked-LM head.
     */
    ScoreEngine(
            MaskedLanguageModel model,
            List<? extends ScoringMethod> methods,
            ScoreOptions options,
            BatchExecutor executor) {
        this.options = options;
        this.executor = executor;
        requireHead(model, methods);
        context = new ModelContext(model, options.withBudget(options.budget().withThreads(executor.count())), methods);
    }

    private static void requireHead(MaskedLanguageModel model, List<? extends ScoringMethod> methods) {
        for (ScoringMethod method : methods) {
            if (method instanceof AttributionMethod) {
                MaskedLmHeads.require(model, method.info().id() + ", an attribution of the prediction,");
            }
        }
    }

    /**
     * Scores all examples. The sink gets each with its index, in the order of their lengths.
     *
     * @throws CancelledException when {@code cancelled} says so between two batches
     * @throws dev.mixlab.common.InvalidInputException naming the method, example, layer and token of a result that cannot be used,
     *     unless the
     *     options say that it be left out
     */
    public void score(List<EncodedExample> examples, Consumer<ScoredExample> sink, BooleanSupplier cancelled) {
        scoreGroups(List.of(examples), sink, cancelled);
    }

    /**
     * Scores groups of examples, one after the other, which batches never reach across: what is computed for a group is the
     * same whether or not others come with it. The sink gets each example with its index in all groups together, each
     * group's in the order of their lengths.
     *
     * @throws CancelledException when {@code cancelled} says so between two batches
     * @throws dev.mixlab.common.InvalidInputException as {@link #score} does
     */
    public void scoreGroups(
            List<List<EncodedExample>> groups, Consumer<ScoredExample> sink, BooleanSupplier cancelled) {
        List<Batch> batches = new Batching(context, executor.count()).of(groups);
        executor.run(batches, new Scoring(sink, cancelled));
    }

    /** Scores one batch at a time and passes the results to the sink. */
    private final class Scoring implements BatchTask<Batch, List<ScoredExample>> {

        private final Consumer<ScoredExample> sink;
        private final BooleanSupplier cancelled;

        private Scoring(Consumer<ScoredExample> sink, BooleanSupplier cancelled) {
            this.sink = sink;
            this.cancelled = cancelled;
        }

        @Override
        public int maxInFlight(Batch batch) {
            return batch.maxInFlight();
        }

        @Override
        public List<ScoredExample> execute(Batch batch) {
            return score(batch);
        }

        @Override
        public void accept(List<ScoredExample> scored) {
            scored.forEach(sink);
        }

        @Override
        public void checkCancelled() {
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("scoring was cancelled");
            }
        }
    }

    private List<ScoredExample> score(Batch batch) {
        List<ScoredExample> scored = new ArrayList<>();
        try (NDManager scope = TensorEngine.newManager()) {
            ArrayScope.discarding(() ->
                    scored.addAll(new BatchScoring(context.forOneOf(batch.parallel()), options, scope).score(batch)));
        }
        return scored;
    }

    /** Owns what methods derived from the weights. */
    public NDManager manager() {
        return context.manager();
    }

    @Override
    public void close() {
        executor.close();
        context.close();
    }
}
