package dev.mixlab.mixing.engine;

import ai.djl.ndarray.NDManager;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.BatchExecutor;
import dev.mixlab.encoder.engine.BatchTask;
import dev.mixlab.encoder.engine.TensorEngine;
import dev.mixlab.mixing.method.MachineBudget;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Runs sequences through a model without computing maps. */
public final class ForwardPasses {

    private ForwardPasses() {}

    /**
     * Runs sequences in batches of equal length, as large as the budget allows, several batches in parallel.
     *
     * @param lengths lengths of the sequences
     * @param work gets a manager for a batch, which is closed after it, and the sequences' numbers; called on several threads
     * @param stopIfAsked called on the calling thread between two batches; what it throws ends the work
     */
    public static void run(
            MaskedLanguageModel model,
            MachineBudget budget,
            int[] lengths,
            BiConsumer<NDManager, List<Integer>> work,
            Runnable stopIfAsked) {
        try (BatchExecutor executor = BatchExecutor.of(budget.threads())) {
            MachineBudget share = budget.memorySplitAmong(executor.count());
            IntUnaryOperator evenly = LengthBuckets.evenly(executor.count(), IntStream.of(lengths));
            List<List<Integer>> batches = LengthBuckets.of(
                    lengths.length,
                    i -> lengths[i],
                    tokens -> Math.min(
                            evenly.applyAsInt(tokens), share.sequences(model.config(), model.precision(), tokens)));
            executor.run(batches, new Pass(2 * executor.count(), work, stopIfAsked));
        }
    }

    /** Runs the work on one batch at a time, in a manager of its own. */
    private record Pass(int limit, BiConsumer<NDManager, List<Integer>> work, Runnable stopIfAsked)
            implements BatchTask<List<Integer>, List<Integer>> {

        @Override
        public int maxInFlight(List<Integer> batch) {
            return limit;
        }

        @Override
        public List<Integer> execute(List<Integer> batch) {
            try (NDManager scope = TensorEngine.newManager()) {
                ArrayScope.discarding(() -> work.accept(scope, batch));
            }
            return batch;
        }

        @Override
        public void accept(List<Integer> batch) {}

        @Override
        public void checkCancelled() {
            stopIfAsked.run();
        }
    }
}
