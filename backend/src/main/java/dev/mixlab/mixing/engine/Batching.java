package dev.mixlab.mixing.engine;

import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.ModelContext;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Divides examples into batches of equal length, as large as the memory budget allows, and plans how many batches run in parallel.
 */
final class Batching {

    private static final int WAITING = 2;

    private final ModelContext context;
    private final int threads;
    private final boolean singly;

    /**
     * Creates the batching for a model and its methods.
     *
     * @param threads maximum number of batches in parallel
     */
    Batching(ModelContext context, int threads) {
        this.context = context;
        this.threads = threads;
        // such a method takes as long as hundreds of sentences: there is something to show, and to cancel, after each
        singly = context.methods(AttributionMethod.class).stream()
                .map(method -> method.info().needs())
                .anyMatch(needs -> needs.contains(Need.PATH) || needs.contains(Need.INTERVENTION));
    }

    /**
     * A batch of examples of one length.
     *
     * @param indices positions of the examples among all examples
     * @param parallel number of such batches that fit into memory at the same time
     * @param maxInFlight limit on unfinished batches while this one runs, which bounds memory
     */
    record Batch(List<EncodedExample> examples, List<Integer> indices, int parallel, int maxInFlight) {}

    /** Returns the batches of each group, short examples first. */
    List<Batch> of(List<List<EncodedExample>> groups) {
        List<Batch> batches = new ArrayList<>();
        int start = 0;
        for (List<EncodedExample> group : groups) {
            IntUnaryOperator evenly =
                    LengthBuckets.evenly(threads, group.stream().mapToInt(EncodedExample::length));
            for (List<Integer> members :
                    LengthBuckets.of(group, tokens -> Math.min(evenly.applyAsInt(tokens), fitting(tokens)))) {
                batches.add(batch(group, members, start));
            }
            start += group.size();
        }
        return batches;
    }

    private Batch batch(List<EncodedExample> group, List<Integer> members, int start) {
        List<EncodedExample> examples = members.stream().map(group::get).toList();
        int parallel = parallel(examples.get(0).length());
        return new Batch(
                examples,
                members.stream().map(member -> start + member).toList(),
                parallel,
                parallel < threads ? parallel : WAITING * threads);
    }

    private int parallel(int tokens) {
        return Math.min(
                threads, context.budget().parallelBatches(context.model().config(), tokens));
    }

    private int fitting(int tokens) {
        MachineBudget budget = context.forOneOf(parallel(tokens)).budget();
        return singly
                ? 1
                : budget.sequences(context.model().config(), context.model().precision(), tokens);
    }
}
